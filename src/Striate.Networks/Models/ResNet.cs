using Striate.Tensors;

namespace Striate.Networks;

/// <summary>ResNet-18, 34 and 50. He et al., arXiv:1512.03385.</summary>
/// <remarks>Input [N, inChannels, H, W] with H and W at least 32 (224 in training), output [N, classes].</remarks>
public sealed class ResNet : Module
{
    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn1;
    private readonly Relu _relu;
    private readonly MaxPool2d _maxpool;
    private readonly Sequential[] _layers = new Sequential[4];
    private readonly GlobalAvgPool2d _avgpool;
    private readonly Linear _fc;

    /// <summary>Builds the network.</summary>
    /// <param name="depth">Layers with weights: 18, 34 or 50.</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <exception cref="ArgumentException">Another depth.</exception>
    public ResNet(int depth, int classes = 1000, int inChannels = 3)
    {
        int[] blocks = depth switch
        {
            18 => [2, 2, 2, 2],
            34 or 50 => [3, 4, 6, 3],
            _ => throw new ArgumentException($"There is no ResNet of {depth} layers here. Take 18, 34 or 50.", nameof(depth)),
        };
        var bottleneck = depth >= 50;
        _conv1 = Add("conv1", Parts.Convolution(inChannels, 64, 7, stride: 2));
        _bn1 = Add("bn1", new BatchNorm2d(64));
        _relu = Add("relu", new Relu());
        _maxpool = Add("maxpool", new MaxPool2d(3, stride: 2, padding: 1));
        var channels = 64;
        for (var i = 0; i < 4; i++)
        {
            var width = 64 << i;
            var layer = new Sequential();
            for (var block = 0; block < blocks[i]; block++)
            {
                layer.Add(new ResNetBlock(channels, width, i > 0 && block == 0 ? 2 : 1, bottleneck));
                channels = bottleneck ? width * 4 : width;
            }

            _layers[i] = Add($"layer{i + 1}", layer);
        }

        _avgpool = Add("avgpool", new GlobalAvgPool2d());
        _fc = Add("fc", new Linear(channels, classes));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        x = _maxpool.Forward(_relu.Forward(_bn1.Forward(_conv1.Forward(x))));
        foreach (var layer in _layers)
        {
            x = layer.Forward(x);
        }

        return _fc.Forward(Ops.Flatten(_avgpool.Forward(x)));
    }
}
