using Striate.Kernels;
using Striate.Kernels.Reduce;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class CrossEntropyTests
{
    private static readonly int[] Classes = [3, 0, 4, 4, 1, 2];
    private static readonly float[] Weights = [0.5f, 1, 2, 1.5f, 0.25f];

    [Theory]
    [InlineData(0)]
    [InlineData(0.125)]
    public void CrossEntropy_Gradient_EqualsFiniteDifferences(double smoothing) => Run(
        [Random([6, 5], 1, 4)],
        inputs => Ops.CrossEntropy(inputs[0], Classes, smoothing),
        inputs => [CrossEntropyKernel.Reference.Forward<double>(6, 5, inputs[0], Classes, new CrossEntropySettings(smoothing), [])]);

    [Fact]
    public void CrossEntropy_PixelsWithWeightsAndAnIgnoredLabel_GradientEqualsFiniteDifferences() => Run(
        [Random([1, 5, 2, 3], 1, 4)],
        inputs => Ops.CrossEntropy(inputs[0], Classes, 0.1, Tensor.From(Weights, [5]), ignoredLabel: 4),
        inputs => [CrossEntropyKernel.Reference.Forward(
            6, 5, inputs[0], Classes, new CrossEntropySettings(0.1, 4), Array.ConvertAll(Weights, w => (double)w))]);

    [Fact]
    public void CrossEntropy_Probabilities_GradientEqualsFiniteDifferences()
    {
        var targets = Ops.Softmax(Random([6, 5], 2, 2));
        Run(
            [Random([6, 5], 1, 4)],
            inputs => Ops.CrossEntropy(inputs[0], targets, 0.1, Tensor.From(Weights, [5])),
            inputs => [CrossEntropyKernel.Reference.Forward(
                6, 5, inputs[0], Array.ConvertAll(targets.ToArray(), t => (double)t), new CrossEntropySettings(0.1), Array.ConvertAll(Weights, w => (double)w))]);
    }

    [Fact]
    public void SoftmaxFocal_PixelsWithWeightsAndAnIgnoredLabel_GradientEqualsFiniteDifferences() => Run(
        [Random([1, 5, 2, 3], 1, 4)],
        inputs => Ops.SoftmaxFocal(inputs[0], Classes, 1.5, Tensor.From(Weights, [5]), ignoredLabel: 4),
        inputs => [CrossEntropyKernel.Reference.Forward(
            6, 5, inputs[0], Classes, new CrossEntropySettings(0, 4, Focus: 1.5), Array.ConvertAll(Weights, w => (double)w))]);

    [Fact]
    public void SoftmaxFocal_WithoutFocus_IsTheCrossEntropy()
    {
        var scores = Random([6, 5], 1, 4);
        Assert.Equal(Ops.CrossEntropy(scores, Classes).Item(), Ops.SoftmaxFocal(scores, Classes, 0).Item());
        Assert.StartsWith(
            "SoftmaxFocal: gamma is -1, expected at least 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Ops.SoftmaxFocal(scores, Classes, -1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CrossEntropy_EqualScores_IsTheLogarithmOfTheClasses()
    {
        var loss = Ops.CrossEntropy(Tensor.Zeros([4, 10]), [0, 3, 6, 9]);
        Assert.Equal(0, loss.Shape.Rank);
        Assert.Equal(Math.Log(10), loss.Item(), 1e-6);
    }

    [Fact]
    public void CrossEntropy_LabelOutOfRange_SaysWhichAndWhatIsAllowed()
    {
        var labels = new int[64];
        labels[3] = 10;
        var error = Assert.Throws<ShapeException>(() => Ops.CrossEntropy(Tensor.Zeros([64, 10]), labels));
        Assert.Equal(
            "label 10 of sample 3 is out of range: scores [64, 10] have 10 classes, labels go from 0 to 9.", error.Message);
    }

    [Fact]
    public void CrossEntropy_ImagesWithALabelEach_HintsAtFlatten()
    {
        Assert.Equal(
            "scores [2, 10, 3, 1] take a label a pixel, 6, but there are 2. For one an image, put a Flatten before the last layer.",
            Assert.Throws<ShapeException>(() => Ops.CrossEntropy(Tensor.Zeros([2, 10, 3, 1]), [1, 2])).Message);
        Assert.Equal(
            "scores [2, 10, 3], expected [N, C]: a row of class scores for each sample. Put a Flatten before the last layer.",
            Assert.Throws<ShapeException>(() => Ops.CrossEntropy(Tensor.Zeros([2, 10, 3]), [1, 2])).Message);
    }

    [Fact]
    public void CrossEntropy_WrongWeightsOrTargets_SaysWhatIsExpected()
    {
        Assert.Equal(
            "scores [1, 2] have 2 classes, the weights are [3], expected [2].",
            Assert.Throws<ShapeException>(() => Ops.CrossEntropy(Tensor.Zeros([1, 2]), [0], classWeights: Tensor.Zeros([3]))).Message);
        Assert.Equal(
            "scores [1, 2] and target probabilities [1, 3] must have the same shape.",
            Assert.Throws<ShapeException>(() => Ops.CrossEntropy(Tensor.Zeros([1, 2]), Tensor.Zeros([1, 3]))).Message);
    }

    [Fact]
    public void CrossEntropy_Smoothing_IsChecked() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Ops.CrossEntropy(Tensor.Zeros([1, 2]), [0], 1.5));

    [Fact]
    public void CrossEntropy_NoSamples_SaysSo()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.CrossEntropy(Tensor.Zeros([0, 10]), []));
        Assert.Equal(
            "scores [0, 10] are a batch of nothing: a mean needs at least one sample and one class. Leave out empty batches.", error.Message);
    }
}
