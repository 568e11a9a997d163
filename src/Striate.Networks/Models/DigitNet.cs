using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A small net of 3×3 convolutions with batch normalisation in the manner of VGG: three stages of two convolutions each,
/// and the mean of the last maps. It takes MNIST beyond 99.5%.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] with H and W at least 8, output [N, classes].</remarks>
public sealed class DigitNet : Module
{
    private readonly Sequential _features;
    private readonly Dropout _dropout;
    private readonly Linear _fc;

    /// <summary>Builds the network.</summary>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="width">Filters of the first stage; each further stage has twice as many.</param>
    public DigitNet(int classes = 10, int inChannels = 1, int width = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _features = Add("features", new Sequential());
        var channels = inChannels;
        for (var stage = 0; stage < 3; stage++)
        {
            for (var layer = 0; layer < 2; layer++)
            {
                var conv = new Conv2d(channels, width << stage, 3, padding: 1, bias: false);
                conv.Weight.Initializer = Initializer.He();
                _features.Add(conv);
                _features.Add(new BatchNorm2d(width << stage));
                _features.Add(new Relu());
                channels = width << stage;
            }

            _features.Add(stage < 2 ? new MaxPool2d(2) : new GlobalAvgPool2d());
        }

        _dropout = Add("dropout", new Dropout(0.2));
        _fc = Add("fc", new Linear(channels, classes));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _fc.Forward(_dropout.Forward(Ops.Flatten(_features.Forward(x))));
}
