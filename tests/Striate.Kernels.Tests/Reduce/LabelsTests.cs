using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class LabelsTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(-1)]
    public void Check_LabelOutOfRange_SaysWhichAndWhatIsAllowed(int label)
    {
        var labels = new int[64];
        labels[3] = label;
        var error = Assert.Throws<ShapeException>(() => CrossEntropyKernel.Run(64, 10, new float[640], labels, default, [], []));
        Assert.Equal(
            $"label {label} of sample 3 is out of range: scores [64, 10] have 10 classes, labels go from 0 to 9.", error.Message);
        Assert.Equal(
            error.Message, Assert.Throws<ShapeException>(() => HingeKernel.Run(64, 10, new float[640], labels, 1, [])).Message);
    }

    [Fact]
    public void Check_OtherNumberOfLabels_SaysHowMany()
    {
        var error = Assert.Throws<ShapeException>(() => CrossEntropyKernel.Run(2, 3, new float[6], [1], default, [], []));
        Assert.Equal("scores [2, 3] have 2 samples, but there are 1 labels. Give one label a sample.", error.Message);
    }

    [Fact]
    public void Check_NoSamples_SaysSo()
    {
        var error = Assert.Throws<ShapeException>(() => CrossEntropyKernel.Run(0, 10, [], Array.Empty<int>(), default, [], []));
        Assert.Equal(
            "scores [0, 10] are a batch of nothing: a mean needs at least one sample and one class. Leave out empty batches.", error.Message);
    }
}
