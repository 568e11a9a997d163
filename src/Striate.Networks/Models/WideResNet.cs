using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// Wide ResNet for small pictures: fewer and wider blocks than a deep ResNet's, with normalisation and activation before each
/// convolution. Zagoruyko and Komodakis, arXiv:1605.07146.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] of any size (32 in training), output [N, classes]. WRN-28-10 has 36,479,194 parameters for
/// ten classes of colour pictures.</remarks>
public sealed class WideResNet : Module
{
    private readonly Conv2d _conv1;
    private readonly Sequential[] _blocks = new Sequential[3];
    private readonly BatchNorm2d _bn1;
    private readonly Relu _relu;
    private readonly GlobalAvgPool2d _avgpool;
    private readonly Linear _fc;

    /// <summary>Builds the network.</summary>
    /// <param name="depth">Layers with weights, 6·n + 4: 28 for WRN-28-10.</param>
    /// <param name="width">How many times the filters of a CIFAR ResNet it has: 10 for WRN-28-10.</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="dropout">Share of the numbers that are dropped within a block; 0.3 in the paper, where it is used.</param>
    /// <exception cref="ArgumentException">The depth is not 6·n + 4.</exception>
    public WideResNet(int depth = 28, int width = 10, int classes = 10, int inChannels = 3, double dropout = 0)
    {
        if (depth < 10 || (depth - 4) % 6 != 0)
        {
            throw new ArgumentException($"A Wide ResNet has 6·n + 4 layers, not {depth}. Take 16, 22, 28 or 40.", nameof(depth));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _conv1 = Add("conv1", Parts.Convolution(inChannels, 16, 3));
        var channels = 16;
        for (var i = 0; i < 3; i++)
        {
            var layer = new Sequential();
            for (var block = 0; block < (depth - 4) / 6; block++)
            {
                layer.Add(new PreActivationBlock(channels, (16 << i) * width, i > 0 && block == 0 ? 2 : 1, dropout));
                channels = (16 << i) * width;
            }

            _blocks[i] = Add($"block{i + 1}", new Sequential { { "layer", layer } });
        }

        _bn1 = Add("bn1", new BatchNorm2d(channels));
        _relu = Add("relu", new Relu());
        _avgpool = Add("avgpool", new GlobalAvgPool2d());
        _fc = Add("fc", new Linear(channels, classes));
        _fc.Bias!.Initializer = Initializer.Zeros;
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        x = _conv1.Forward(x);
        foreach (var block in _blocks)
        {
            x = block.Forward(x);
        }

        return _fc.Forward(Ops.Flatten(_avgpool.Forward(_relu.Forward(_bn1.Forward(x)))));
    }
}
