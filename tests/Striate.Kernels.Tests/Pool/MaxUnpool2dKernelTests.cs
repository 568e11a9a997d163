using Striate.Kernels.Pool;

namespace Striate.Kernels.Tests.Pool;

public class MaxUnpool2dKernelTests
{
    [Fact]
    public void BothDirections_OddChannels_EqualReference()
    {
        foreach (var channels in Compare.OddSizes.Where(size => size > 0))
        {
            const int N = 2;
            const int Inputs = 6;
            const int Outputs = 20;
            var rng = new Rng(1);
            var (x, dy) = (Guarded.Numbers(N * Inputs * channels, 1), Guarded.Numbers(N * Outputs * channels, 2));
            var places = Array.ConvertAll(x, _ => (float)Math.Floor(rng.NextFloat(0, Outputs - 0.01f)));
            Compare.WithReference(
                dy.Length,
                y => MaxUnpool2dKernel.Reference.Forward(channels, Inputs, Outputs, Compare.Widen(x), places, y),
                y => MaxUnpool2dKernel.Forward(N, channels, Inputs, Outputs, x, places, y), 0);
            Compare.WithReference(
                x.Length,
                dx => MaxUnpool2dKernel.Reference.Backward(channels, Inputs, Outputs, Compare.Widen(dy), places, dx),
                dx => MaxUnpool2dKernel.Backward(N, channels, Inputs, Outputs, dy, places, dx), 0);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    [InlineData(0.5f)]
    [InlineData(float.NaN)]
    public void Forward_NoPlace_SaysSo(float place)
    {
        var error = Assert.Throws<ShapeException>(() => MaxUnpool2dKernel.Forward(1, 1, 1, 4, [1], [place], new float[4]));
        Assert.Equal($"{place} is no place of an image of 4: expected a whole number from 0 to 3, as max pooling gives them.", error.Message);
    }
}
