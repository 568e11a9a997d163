using Striate.Versus.Contenders;
using Striate.Versus.Libtorch;
using Striate.Versus.Measuring;

namespace Striate.Versus.Cases;

/// <summary>Products of square matrices.</summary>
internal static class MatrixProducts
{
    private static readonly int[] Sizes = [256, 1024, 2048];

    public static IEnumerable<Case> Cases() => Sizes.Select(n =>
    {
        var (a, b) = (new Operand("a", [n, n]), new Operand("b", [n, n]));
        var cost = new Cost((double)n * n * n, 3.0 * n * n * sizeof(float));
        return new Case(
            $"gemm-{n}", Unit.Arithmetic(cost), () => cost, Target: 1.7, Tolerance: 1e-5,
            () => new StriateMatrixProduct(a, b),
            _ => new LibtorchMatrixProduct(a, b))
        {
            Formats = [MemoryFormat.Contiguous],
        };
    });
}
