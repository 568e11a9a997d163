using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>The small net of CS231n's lecture 5: conv-relu-conv-relu-pool, and a fully connected layer for the class scores.</summary>
/// <remarks>Input [N, inChannels, size, size], output [N, classes]. Its first layer is the lecture's own: six 5×5 filters.</remarks>
public sealed class LectureNet : Module
{
    private readonly Sequential _features;
    private readonly Linear _classifier;

    /// <summary>Builds the network.</summary>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="size">Height and width of the images, at least 10.</param>
    /// <exception cref="ShapeException">The images are too small.</exception>
    public LectureNet(int classes = 10, int inChannels = 3, int size = 32)
    {
        if (size < 10)
        {
            throw new ShapeException($"images of {size}x{size}, expected at least 10x10 for two convolutions of 5x5 and a pool. Give larger images.", nameof(LectureNet));
        }

        var pooled = (size - 8) / 2;
        _features = Add("features", new Sequential
        {
            new Conv2d(inChannels, 6, 5),
            new Relu(),
            new Conv2d(6, 10, 5),
            new Relu(),
            new MaxPool2d(2),
        });
        _classifier = Add("classifier", new Linear(10 * pooled * pooled, classes));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _classifier.Forward(Ops.Flatten(_features.Forward(x)));
}
