using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Striate.Versus.Libtorch.Networks;

/// <summary>VGG-11 with batch normalisation and VGG-16 without.</summary>
internal sealed class Vgg : Block
{
    private readonly Module<Tensor, Tensor> _features, _avgpool, _classifier;

    /// <summary>Builds a network.</summary>
    /// <param name="filters">Filters of each convolution; 0 is a pooling.</param>
    /// <param name="batchNorm">Whether a batch normalisation follows each convolution.</param>
    private Vgg(int[] filters, bool batchNorm)
        : base(nameof(Vgg))
    {
        _features = Add("features", Sequential(Features(filters, batchNorm)));
        _avgpool = Add("avgpool", AdaptiveAvgPool2d(7));
        _classifier = Add("classifier", Sequential(
            Linear(512 * 7 * 7, 4096),
            ReLU(inplace: true),
            Identity(),
            Linear(4096, 4096),
            ReLU(inplace: true),
            Identity(),
            Linear(4096, 1000)));
    }

    /// <summary>VGG-11 with batch normalisation.</summary>
    public static Vgg Vgg11WithBatchNorm() => new([64, 0, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0], batchNorm: true);

    /// <summary>VGG-16.</summary>
    public static Vgg Vgg16() => new([64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0], batchNorm: false);

    public override Tensor forward(Tensor input) => _classifier.forward(_avgpool.forward(_features.forward(input)).flatten(1));

    private static IEnumerable<Module<Tensor, Tensor>> Features(int[] filters, bool batchNorm)
    {
        var channels = 3;
        foreach (var count in filters)
        {
            if (count == 0)
            {
                yield return MaxPool2d(2);
                continue;
            }

            yield return Conv2d(channels, count, 3, padding: 1L);
            if (batchNorm)
            {
                yield return BatchNorm2d(count);
            }

            yield return ReLU(inplace: true);
            channels = count;
        }
    }
}
