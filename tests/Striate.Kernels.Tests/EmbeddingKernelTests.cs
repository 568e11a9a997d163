namespace Striate.Kernels.Tests;

public class EmbeddingKernelTests
{
    [Fact]
    public void BothDirections_OddSizes_EqualReference()
    {
        foreach (var columns in Compare.OddSizes.Where(size => size > 0).Append(130))
        {
            var (table, dy) = (Guarded.Numbers(7 * columns, 1), Guarded.Numbers(20 * columns, 2));
            var places = Enumerable.Range(0, 20).Select(i => (float)(i * i % 7)).ToArray();
            Compare.WithReference(
                20 * columns,
                y => EmbeddingKernel.Reference.Forward(columns, Compare.Widen(table), places, y),
                y => EmbeddingKernel.Forward(7, columns, table, places, y));
            Compare.WithReference(
                7 * columns,
                d => EmbeddingKernel.Reference.Backward(columns, places, 2, Compare.Widen(dy), d),
                d => EmbeddingKernel.Backward(7, columns, places, 2, dy, d));
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(-1)]
    [InlineData(0.5f)]
    [InlineData(float.NaN)]
    public void Forward_PlaceThatIsNoRow_SaysWhich(float place) => Assert.Equal(
        FormattableString.Invariant($"place {place} at 1 is no row: a table [7, 2] has the rows 0 to 6."),
        Assert.Throws<ShapeException>(() => EmbeddingKernel.Forward(7, 2, new float[14], [0, place], new float[4])).Message);

    [Fact]
    public void Backward_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var d = new float[50 * 200];
        EmbeddingKernel.Backward(50, 200, [.. Enumerable.Range(0, 300).Select(i => (float)(i % 50))], null, Guarded.Numbers(300 * 200, 1), d);
        return d;
    });
}
