using Striate.Kernels;
using Striate.Kernels.Gemm;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class MatMulTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void MatMul_Batches_GradientsEqualFiniteDifferences(bool transposeA, bool transposeB)
    {
        foreach (var (batch, batchOfA, batchOfB) in new (int[], int[], int[])[] { ([], [], []), ([3], [3], [3]), ([3], [3], []), ([2, 3], [2, 1], [3]), ([2, 3], [2, 3], [2, 3]) })
        {
            var g = MatMulGeometry.Create(GemmGeometry.Create(2, 4, 3, transposeA, transposeB), batch, batchOfA, batchOfB);
            var a = Ops.ToRowMajor(Random([.. batchOfA, .. transposeA ? [3, 2] : new[] { 2, 3 }], 1));
            var b = Ops.ToRowMajor(Random([.. batchOfB, .. transposeB ? [4, 3] : new[] { 3, 4 }], 2));
            Run([a, b], inputs => Ops.MatMul(inputs[0], inputs[1], transposeA, transposeB), inputs =>
            {
                var y = new double[g.Count * 8];
                MatMulKernel.Reference.Forward<double>(g, inputs[0], inputs[1], y);
                return y;
            });
        }
    }

    [Fact]
    public void MatMul_ChannelsLastFactors_AreTakenByTheirLogicalPlaces()
    {
        var (a, b) = (Random([2, 3, 4, 5], 1), Random([2, 3, 5, 4], 2));
        Assert.Equal(Ops.MatMul(Ops.ToRowMajor(a), Ops.ToRowMajor(b)).ToArray(), Ops.MatMul(a, b).ToArray());
    }

    [Fact]
    public void MatMul_ShapesThatDoNotFit_SaysWhy()
    {
        Assert.Equal(
            "MatMul: [2, 3] · [4, 5] sum over 3 and over 4 numbers; they must be as many.",
            Assert.Throws<ShapeException>(() => Ops.MatMul(Tensor.Zeros([2, 3]), Tensor.Zeros([4, 5]))).Message);
        Assert.Equal(
            "MatMul: [3] · [3, 5]; expected matrices [..., M, K] and [..., K, N]. A vector is a matrix of one row or column.",
            Assert.Throws<ShapeException>(() => Ops.MatMul(Tensor.Zeros([3]), Tensor.Zeros([3, 5]))).Message);
        Assert.Equal(
            "MatMul: [2] and [3] do not broadcast. Counted from the last axis, sizes must be equal or 1.",
            Assert.Throws<ShapeException>(() => Ops.MatMul(Tensor.Zeros([2, 4, 4]), Tensor.Zeros([3, 4, 4]))).Message);
    }
}
