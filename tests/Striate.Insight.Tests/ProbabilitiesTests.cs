using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight.Tests;

public sealed class ProbabilitiesTests
{
    [Fact]
    public void Of_Scores_TheirSoftmax()
    {
        var network = new Sequential { new Flatten() };
        Assert.Equal([0.25f, 0.75f], Probabilities.Of(network, Tensor.From([0, MathF.Log(3)], [1, 2, 1, 1])), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void Of_SeveralImagesOrLabelsOfPixels_SaysWhatIsExpected(int images, bool isFlat)
    {
        Module network = isFlat ? new Flatten() : new Relu();
        Assert.Contains("expected scores of classes for one", Assert.Throws<ShapeException>(() => Probabilities.Of(network, Tensor.Zeros([images, 3, 4, 4]))).Message, StringComparison.Ordinal);
    }
}
