using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Striate.Versus.Libtorch.Networks;

/// <summary>MobileNetV2.</summary>
internal sealed class MobileNetV2 : Block
{
    // Expansion, channels, blocks, step of the first block: table 2 of arXiv:1801.04381.
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    private readonly Module<Tensor, Tensor> _features, _avgpool, _classifier;

    public MobileNetV2()
        : base(nameof(MobileNetV2))
    {
        _features = Add("features", Sequential(Features()));
        _avgpool = Add("avgpool", AdaptiveAvgPool2d(1));
        _classifier = Add("classifier", Sequential(Identity(), Linear(1280, 1000)));
    }

    public override Tensor forward(Tensor input) => _classifier.forward(_avgpool.forward(_features.forward(input)).flatten(1));

    private static IEnumerable<Module<Tensor, Tensor>> Features()
    {
        yield return InvertedResidual.Convolution(3, 32, size: 3, stride: 2);
        var channels = 32;
        foreach (var stage in Stages)
        {
            for (var block = 0; block < stage.Blocks; block++)
            {
                yield return new InvertedResidual(channels, stage.Channels, block == 0 ? stage.Stride : 1, stage.Expansion);
                channels = stage.Channels;
            }
        }

        yield return InvertedResidual.Convolution(320, 1280);
    }
}
