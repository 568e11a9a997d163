using CsCheck;
using Striate.Kernels.Shaping;

namespace Striate.Kernels.Tests.Shaping;

public class IndexSelectKernelTests
{
    [Fact]
    public void BothDirections_RandomSizes_EqualReference() =>
        (from outer in Gen.Int[0, 4]
         from size in Gen.Int[1, 6]
         from inner in Gen.OneOf(Gen.Int[0, 20], Gen.Int[1020, 1030])
         from places in Gen.Int[0, size - 1].Array[0, 9]
         select (outer, size, inner, places))
        .Sample((outer, size, inner, places) => Check(outer, size, inner, Array.ConvertAll(places, place => (float)place)), iter: 60);

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        float[] places = [.. Enumerable.Range(0, 500).Select(i => (float)(i * 7 % 40))];
        var (y, dx) = (new float[2 * 500 * 1100], new float[2 * 40 * 1100]);
        IndexSelectKernel.Forward(2, 40, 1100, Guarded.Numbers(dx.Length, 1), places, y);
        IndexSelectKernel.Backward(2, 40, 1100, Guarded.Numbers(y.Length, 2), places, dx);
        return [.. y, .. dx];
    });

    [Theory]
    [InlineData(3f, "3 at 1 is no place of an axis of 3: expected a whole number from 0 to 2.")]
    [InlineData(-1f, "-1 at 1 is no place of an axis of 3: expected a whole number from 0 to 2.")]
    [InlineData(0.5f, "0.5 at 1 is no place of an axis of 3: expected a whole number from 0 to 2.")]
    [InlineData(float.NaN, "NaN at 1 is no place of an axis of 3: expected a whole number from 0 to 2.")]
    public void Forward_NoPlaceOfTheAxis_SaysWhich(float place, string message) => Assert.Equal(
        message, Assert.Throws<ShapeException>(() => IndexSelectKernel.Forward(1, 3, 1, new float[3], [0, place], new float[2])).Message);

    private static void Check(int outer, int size, int inner, float[] places)
    {
        var x = Guarded.Numbers(outer * size * inner, 1);
        var dy = Guarded.Numbers(outer * places.Length * inner, 2);
        Compare.WithReference(
            dy.Length,
            y => IndexSelectKernel.Reference.Forward(outer, size, inner, Compare.Widen(x), places, y),
            y => IndexSelectKernel.Forward(outer, size, inner, x, places, y),
            tolerance: 0);
        Compare.WithReference(
            x.Length,
            dx => IndexSelectKernel.Reference.Backward(outer, size, inner, Compare.Widen(dy), places, dx),
            dx =>
            {
                dx.Clear();
                IndexSelectKernel.Backward(outer, size, inner, dy, places, dx);
            },
            scale: 1);
    }
}
