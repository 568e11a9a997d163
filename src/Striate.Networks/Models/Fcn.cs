using Striate.Kernels.Resampling;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A fully convolutional network, which labels every pixel: the maps of a dilated ResNet, class scores at each of their places, enlarged
/// to the image. Long, Shelhamer and Darrell, arXiv:1411.4038; as torchvision builds it.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] of any size (520 in training), output [N, classes, H, W]. 35,322,218 parameters on ResNet-50,
/// 54,314,346 on ResNet-101, with the auxiliary head for 21 classes; while it learns, the head's scores are a side output of the weight 0.5.</remarks>
public sealed class Fcn : Module
{
    private readonly ResNetFeatures _backbone;
    private readonly Sequential _classifier;
    private readonly Sequential? _auxClassifier;

    /// <summary>Builds the network.</summary>
    /// <param name="depth">Layers of the ResNet: 50, 101 or 152.</param>
    /// <param name="classes">Classes to tell apart at every pixel, that of the surroundings included.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="auxiliaryHead">Whether it has a head on the last stage but one; only training needs it.</param>
    /// <exception cref="ArgumentException">Another depth.</exception>
    public Fcn(int depth = 50, int classes = 21, int inChannels = 3, bool auxiliaryHead = true)
    {
        _backbone = Add("backbone", new ResNetFeatures(depth, inChannels, dilated: true));
        _classifier = Add("classifier", Head(_backbone.OutChannels, classes));
        _auxClassifier = auxiliaryHead ? Add("aux_classifier", Head(_backbone.OutChannels / 2, classes)) : null;
    }

    internal override IReadOnlyList<string> AuxiliaryParts => ["aux_classifier"];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var (middle, last) = _backbone.LastStages(x);
        if (IsTraining && _auxClassifier is not null)
        {
            Tape.Current?.AddSideOutput(Enlarge(_auxClassifier.Forward(middle)), 0.5);
        }

        return Enlarge(_classifier.Forward(last));

        Tensor Enlarge(Tensor scores) => Ops.Resize(scores, (x.Shape[2], x.Shape[3]), ResizeMode.Bilinear);
    }

    private static Sequential Head(int inChannels, int classes) => new(
        new Conv2d(inChannels, inChannels / 4, 3, padding: 1, bias: false), new BatchNorm2d(inChannels / 4), new Relu(),
        new Dropout(0.1), new Conv2d(inChannels / 4, classes, 1));
}
