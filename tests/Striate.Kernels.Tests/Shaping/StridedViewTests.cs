using Striate.Kernels.Shaping;

namespace Striate.Kernels.Tests.Shaping;

public class StridedViewTests
{
    [Fact]
    public void Views_OfAMatrix_SeeWhatTheirNamesSay()
    {
        var matrix = StridedView.Dense(2, 6);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], Places(matrix));
        Assert.Equal([0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11], Places(matrix.Permute(1, 0)));
        Assert.Equal([1, 3, 5, 7, 9, 11], Places(matrix.Slice(1, 1, 3, 2)));
        Assert.Equal([5, 4, 3, 11, 10, 9], Places(matrix.Slice(1, 5, 3, -1)));
        Assert.Equal([6, 7, 8, 9, 10, 11], Places(matrix.Select(0, 1)));
        Assert.Equal([0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11], Places(matrix.Split(1, 2).Permute(0, 2, 1)));
        Assert.Equal([0, 0, 0], Places(StridedView.Repeated(3)));
        Assert.Empty(Places(matrix.Slice(0, 2, 0)));
    }

    [Fact]
    public void IsSameAs_AxesOfOnePlace_DoNotCount()
    {
        Assert.True(StridedView.Dense(1, 3).IsSameAs(StridedView.Dense(3, 1).Permute(1, 0)));
        Assert.False(StridedView.Dense(2, 3).IsSameAs(StridedView.Dense(3, 2).Permute(1, 0)));
        Assert.False(StridedView.Dense(4).Slice(0, 1, 3).IsSameAs(StridedView.Dense(3)));
    }

    [Fact]
    public void Slice_OutsideOfTheAxis_SaysWhich() => Assert.Equal(
        "3 places from 1 in steps of 2 leave an axis of 5.", Assert.Throws<ShapeException>(() => StridedView.Dense(5).Slice(0, 1, 3, 2)).Message);

    [Fact]
    public void Split_NoDivisor_SaysSo() => Assert.Equal(
        "an axis of 5 cannot be split into parts of 2.", Assert.Throws<ShapeException>(() => StridedView.Dense(5).Split(0, 2)).Message);

    private static int[] Places(StridedView view) => [.. Enumerable.Range(0, view.Length).Select(view.Place)];
}
