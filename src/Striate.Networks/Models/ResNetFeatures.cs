using Striate.Tensors;

namespace Striate.Networks;

/// <summary>The convolutions of a ResNet, without its classes: what other networks build on. He et al., arXiv:1512.03385.</summary>
/// <remarks>Input [N, inChannels, H, W] of any size, output [N, OutChannels, H/32, W/32], H/8 and W/8 if dilated; rounded up.</remarks>
public class ResNetFeatures : Module
{
    private static readonly Dictionary<int, int[]> Blocks = new()
    {
        [18] = [2, 2, 2, 2],
        [34] = [3, 4, 6, 3],
        [50] = [3, 4, 6, 3],
        [101] = [3, 4, 23, 3],
        [152] = [3, 8, 36, 3],
    };

    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn1;
    private readonly Relu _relu;
    private readonly MaxPool2d _maxpool;
    private readonly Sequential[] _layers = new Sequential[4];

    /// <summary>Builds the network.</summary>
    /// <param name="depth">Layers with weights of the whole ResNet: 18, 34, 50, 101 or 152.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="groups">Groups of the 3×3 convolutions, from 50 layers on (ResNeXt: Xie et al., arXiv:1611.05431).</param>
    /// <param name="widthPerGroup">Filters of a group in the first stage, from 50 layers on; each further stage has twice as many.</param>
    /// <param name="dilated">Whether the last two stages spread their filters instead of striding, which keeps the maps large
    /// (Yu and Koltun, arXiv:1511.07122); from 50 layers on.</param>
    /// <exception cref="ArgumentException">Another depth, or one that has no groups, widths and dilation.</exception>
    public ResNetFeatures(int depth, int inChannels = 3, int groups = 1, int widthPerGroup = 64, bool dilated = false)
    {
        if (!Blocks.TryGetValue(depth, out var blocks))
        {
            throw new ArgumentException($"There is no ResNet of {depth} layers here. Take 18, 34, 50, 101 or 152.", nameof(depth));
        }

        var bottleneck = depth >= 50;
        if (!bottleneck && (groups != 1 || widthPerGroup != 64 || dilated))
        {
            throw new ArgumentException(
                $"A ResNet of {depth} layers has neither groups nor other widths nor dilation. Take 50, 101 or 152 layers.", nameof(depth));
        }

        _conv1 = Add("conv1", Parts.Convolution(inChannels, 64, 7, stride: 2));
        _bn1 = Add("bn1", new BatchNorm2d(64));
        _relu = Add("relu", new Relu());
        _maxpool = Add("maxpool", new MaxPool2d(3, stride: 2, padding: 1));
        OutChannels = 64;
        var dilation = 1;
        for (var i = 0; i < 4; i++)
        {
            // A stage that does not stride has the places of the stage before; its filters reach twice as far from the second block on.
            var (stride, spread) = (i == 0 ? 1 : 2, dilation);
            if (dilated && i >= 2)
            {
                (stride, spread) = (1, 2 * dilation);
            }

            var layer = new Sequential();
            for (var block = 0; block < blocks[i]; block++)
            {
                var (step, reach) = block == 0 ? (stride, dilation) : (1, spread);
                layer.Add(new ResNetBlock(OutChannels, 64 << i, step, bottleneck, groups, widthPerGroup, reach));
                OutChannels = bottleneck ? 256 << i : 64 << i;
            }

            _layers[i] = Add($"layer{i + 1}", layer);
            dilation = spread;
        }
    }

    /// <summary>Channels of the output.</summary>
    public int OutChannels { get; }

    /// <summary>The maps of the last stage but one, and those of the last.</summary>
    internal (Tensor Middle, Tensor Last) LastStages(Tensor x)
    {
        x = _maxpool.Forward(_relu.Forward(_bn1.Forward(_conv1.Forward(x))));
        var middle = _layers[..^1].Aggregate(x, (maps, layer) => layer.Forward(maps));
        return (middle, _layers[^1].Forward(middle));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => LastStages(x).Last;
}
