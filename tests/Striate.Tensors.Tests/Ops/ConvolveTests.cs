using Striate.Kernels.Conv;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class ConvolveTests
{
    // The relation of the two: a convolution is the cross-correlation with the filter turned by 180°.
    [Fact]
    public void Convolve2d_AnyFilter_IsCrossCorrelationWithTheFilterTurned()
    {
        var (x, w) = (Random([2, 3, 6, 5], 1), Random([4, 3, 2, 3], 2));
        var turned = Tensor.Zeros(w.Shape, Layout.ChannelsLast);
        for (var i = 0; i < w.Length; i++)
        {
            var (o, c, u, v) = (i / 18, i / 6 % 3, i / 3 % 2, i % 3);
            turned[o, c, u, v] = w[o, c, 1 - u, 2 - v];
        }

        Assert.Equal(Ops.Conv2d(x, turned, padding: 1).ToArray(), Ops.Convolve2d(x, w, padding: 1).ToArray());
    }

    // Cross-correlation answers an impulse with the filter backwards, convolution with the filter itself.
    [Fact]
    public void Convolve1d_Impulse_AnswersWithTheFilter()
    {
        var (impulse, w) = (Tensor.From([0, 0, 1, 0, 0], [1, 1, 5]), Tensor.From([1, 2, 3], [1, 1, 3]));
        Assert.Equal([0, 1, 2, 3, 0], Ops.Convolve1d(impulse, w, padding: 1).ToArray());
        Assert.Equal([0, 3, 2, 1, 0], Ops.Conv1d(impulse, w, padding: 1).ToArray());
    }

    [Fact]
    public void Convolve1d_PolynomialCoefficients_Multiplies() =>
        Assert.Equal([2, 7, 15, 16, 10], Ops.Convolve1d(Tensor.From([1, 2, 2], [1, 1, 3]), Tensor.From([2, 3, 5], [1, 1, 3]), padding: 2).ToArray());

    [Fact]
    public void Convolve1d_FullConvolutions_AreAssociative()
    {
        var (x, a, b) = (Random([1, 1, 9], 1), Random([1, 1, 3], 2), Random([1, 1, 4], 3));
        var oneByOne = Full(Full(x, a), b).ToArray();
        var together = Full(x, Full(a, b)).ToArray();
        AssertClose("associativity", Array.ConvertAll(oneByOne, value => (double)value), together, 1e-5);

        static Tensor Full(Tensor x, Tensor w) => Ops.Convolve1d(x, w, padding: w.Shape[2] - 1);
    }

    [Fact]
    public void Convolve2d_AnyFilter_GradientsEqualFiniteDifferences()
    {
        var g = Conv2dGeometry.Create(2, 2, (4, 3), 3, (2, 3), 1, 1, 1, 1, Fit.Floor);
        Run(
            [Random([2, 2, 4, 3], 1), Random([3, 2, 2, 3], 2)],
            inputs => Ops.Convolve2d(inputs[0], inputs[1], padding: 1),
            inputs =>
            {
                // Filters are [3, places 6, channels 2] in memory.
                var turned = inputs[1].Select((_, i) => inputs[1][(i / 12 * 12) + ((5 - (i / 2 % 6)) * 2) + (i % 2)]).ToArray();
                var y = new double[g.OutputLength];
                Conv2dKernel.Reference.Forward<double>(g, inputs[0], turned, [], y);
                return y;
            });
    }
}
