using Striate.Kernels;
using Striate.Kernels.Reduce;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class CrossEntropyTests
{
    private static readonly int[] Classes = [3, 0, 4, 4, 1, 2];

    [Theory]
    [InlineData(0)]
    [InlineData(0.125)]
    public void CrossEntropy_Gradient_EqualsFiniteDifferences(double smoothing) => Run(
        [Random([6, 5], 1, 4)],
        inputs => Ops.CrossEntropy(inputs[0], Classes, smoothing),
        inputs => [CrossEntropyKernel.Reference.Forward(6, 5, inputs[0], Classes, smoothing)]);

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
    public void CrossEntropy_Images_HintsAtFlatten()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.CrossEntropy(Tensor.Zeros([2, 10, 1, 1]), [1, 2]));
        Assert.Equal(
            "scores [2, 10, 1, 1], expected [N, C]: a row of class scores for each sample. Put a Flatten before the last layer.", error.Message);
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
