using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// ResNet for small pictures: a 3×3 stem and three stages of 16, 32 and 64 filters, with shortcuts that have no parameters (the
/// paper's option A). He et al., arXiv:1512.03385, section 4.2. Names are those of the weights that Y. Idelbayev published
/// (github.com/akamaster/pytorch_resnet_cifar10).
/// </summary>
/// <remarks>Input [N, inChannels, H, W] with H and W at least 4 (32 in training), output [N, classes]. 269,722 parameters
/// with 20 layers and 10 classes.</remarks>
public sealed class CifarResNet : Module
{
    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn1;
    private readonly Relu _relu;
    private readonly Sequential[] _layers = new Sequential[3];
    private readonly GlobalAvgPool2d _avgpool;
    private readonly Linear _linear;

    /// <summary>Builds the network.</summary>
    /// <param name="depth">Layers with weights, 6·n + 2: 20, 32, 44, 56, 110 in the paper.</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <exception cref="ArgumentException">The depth is not 6·n + 2.</exception>
    public CifarResNet(int depth, int classes = 10, int inChannels = 3)
    {
        if (depth < 8 || (depth - 2) % 6 != 0)
        {
            throw new ArgumentException($"A CIFAR ResNet has 6·n + 2 layers, not {depth}. Take 20, 32, 44, 56 or 110.", nameof(depth));
        }

        _conv1 = Add("conv1", Parts.Convolution(inChannels, 16, 3));
        _bn1 = Add("bn1", new BatchNorm2d(16));
        _relu = Add("relu", new Relu());
        var channels = 16;
        for (var i = 0; i < 3; i++)
        {
            var layer = new Sequential();
            for (var block = 0; block < (depth - 2) / 6; block++)
            {
                layer.Add(new CifarResNetBlock(channels, 16 << i, i > 0 && block == 0 ? 2 : 1));
                channels = 16 << i;
            }

            _layers[i] = Add($"layer{i + 1}", layer);
        }

        _avgpool = Add("avgpool", new GlobalAvgPool2d());
        _linear = Add("linear", new Linear(channels, classes));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        x = _relu.Forward(_bn1.Forward(_conv1.Forward(x)));
        foreach (var layer in _layers)
        {
            x = layer.Forward(x);
        }

        return _linear.Forward(Ops.Flatten(_avgpool.Forward(x)));
    }
}
