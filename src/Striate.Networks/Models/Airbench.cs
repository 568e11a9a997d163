using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A net that learns CIFAR-10 in few passes: frozen filters that whiten the images, three blocks of two 3×3 convolutions with
/// batch normalisation and GELU, and one fully connected layer over the largest answers. Jordan, arXiv:2404.00498.
/// </summary>
/// <remarks>
/// Input [N, inChannels, size, size], output [N, classes]. The whitening filters follow from training images
/// (<see cref="InitializeFrom"/>). The biases of the normalisations, whose scales are frozen at 1, go 64 times as far as the weights, and the
/// scores are a ninth of what they would be. The paper's net has a bias in the whitening too, which learns for three epochs.
/// </remarks>
public sealed class Airbench : Module, IInitializedFromImages
{
    private const double BiasStep = 64, ScoreScale = 1.0 / 9;
    private const int Patch = 2;

    private readonly Conv2d _whiten;
    private readonly Sequential _layers;
    private readonly Linear _fc;

    /// <summary>Builds the network.</summary>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="size">Height and width of the images: 25 to 48 leave one answer of each last filter, larger ones several.</param>
    /// <param name="width">Filters of the first block; the others have four times as many.</param>
    /// <exception cref="ShapeException">The images are too small.</exception>
    public Airbench(int classes = 10, int inChannels = 3, int size = 32, int width = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);

        // Three halvings, and the last pooling takes 3.
        var last = (size - Patch + 1) / 8 / 3;
        if (last < 1)
        {
            throw new ShapeException($"Airbench: images of {size}x{size}, expected at least 25x25. Give larger ones, or have them enlarged with size: 32.");
        }

        // As many filters as numbers in a patch, and their negatives.
        var channels = 2 * inChannels * Patch * Patch;
        _whiten = Add("whiten", new Conv2d(inChannels, channels, Patch, bias: false));
        _whiten.Weight.RequiresGrad = false;
        _layers = Add("layers", new Sequential { new Gelu() });
        foreach (var filters in new[] { width, 4 * width, 4 * width })
        {
            _layers.Add(Convolution(channels, filters));
            _layers.Add(new MaxPool2d(2));
            _layers.Add(Normalization(filters));
            _layers.Add(new Gelu());
            _layers.Add(Convolution(filters, filters));
            _layers.Add(Normalization(filters));
            _layers.Add(new Gelu());
            channels = filters;
        }

        _layers.Add(new MaxPool2d(3));
        _layers.Add(new Flatten());

        // Scores times s are weights times s; their gradient then is s times as large, and so is what a step does to them: s² in all.
        var features = channels * last * last;
        _fc = Add("fc", new Linear(features, classes, bias: false));
        _fc.Weight.Initializer = Initializer.Uniform(ScoreScale / Math.Sqrt(features));
        _fc.Weight.LearningRateScale = ScoreScale * ScoreScale;
    }

    /// <inheritdoc/>
    public void InitializeFrom(Tensor images) => _whiten.Weight.Initializer = Initializer.Whitening(images, Patch);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _fc.Forward(_layers.Forward(_whiten.Forward(x)));

    private static Conv2d Convolution(int inChannels, int outChannels)
    {
        var conv = new Conv2d(inChannels, outChannels, 3, padding: 1, bias: false);
        conv.Weight.Initializer = Initializer.Dirac(Initializer.FanInUniform);
        return conv;
    }

    private static BatchNorm2d Normalization(int channels)
    {
        var norm = new BatchNorm2d(channels, momentum: 0.4);
        norm.Weight.RequiresGrad = false;
        norm.Bias.LearningRateScale = BiasStep;
        return norm;
    }
}
