using Striate.Kernels.Threading;

namespace Striate.Kernels.Gemm;

/// <summary>Matrix products one beside the other, each by <see cref="GemmKernel"/>.</summary>
public static unsafe partial class MatMulKernel
{
    // So many products are shared out whole among the threads; fewer are taken in turn by all of them together.
    private const int FewestProductsToShare = 16;

    /// <summary>C = A · B for each product.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="a">The left factor's matrices.</param>
    /// <param name="b">The right factor's matrices.</param>
    /// <param name="c">The products, one after the other.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward(MatMulGeometry g, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c)
    {
        ArgumentNullException.ThrowIfNull(g);
        var p = g.Product;
        Border.Length(a, (long)g.MatricesOfA * p.M * p.K);
        Border.Length(b, (long)g.MatricesOfB * p.K * p.N);
        Border.Length(c, (long)g.Count * p.M * p.N);
        Run(p, a, g.StartsOfA, b, g.StartsOfB, c);
    }

    /// <summary>The gradient of the left factor for each product: where it is repeated, what is still to be summed.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="b">The right factor's matrices.</param>
    /// <param name="dc">Gradient of the products.</param>
    /// <param name="da">A matrix for each product.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void BackwardA(MatMulGeometry g, ReadOnlySpan<float> b, ReadOnlySpan<float> dc, Span<float> da)
    {
        ArgumentNullException.ThrowIfNull(g);
        var p = g.Product;
        Border.Length(b, (long)g.MatricesOfB * p.K * p.N);
        Border.Length(dc, (long)g.Count * p.M * p.N);
        Border.Length(da, (long)g.Count * p.M * p.K);
        if (p.TransposeA)
        {
            Run(GemmGeometry.Create(p.K, p.M, p.N, transposeA: p.TransposeB, transposeB: true), b, g.StartsOfB, dc, [], da);
        }
        else
        {
            Run(GemmGeometry.Create(p.M, p.K, p.N, transposeB: !p.TransposeB), dc, [], b, g.StartsOfB, da);
        }
    }

    /// <summary>The gradient of the right factor for each product: where it is repeated, what is still to be summed.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="a">The left factor's matrices.</param>
    /// <param name="dc">Gradient of the products.</param>
    /// <param name="db">A matrix for each product.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void BackwardB(MatMulGeometry g, ReadOnlySpan<float> a, ReadOnlySpan<float> dc, Span<float> db)
    {
        ArgumentNullException.ThrowIfNull(g);
        var p = g.Product;
        Border.Length(a, (long)g.MatricesOfA * p.M * p.K);
        Border.Length(dc, (long)g.Count * p.M * p.N);
        Border.Length(db, (long)g.Count * p.K * p.N);
        if (p.TransposeB)
        {
            Run(GemmGeometry.Create(p.N, p.K, p.M, transposeA: true, transposeB: p.TransposeA), dc, [], a, g.StartsOfA, db);
        }
        else
        {
            Run(GemmGeometry.Create(p.K, p.N, p.M, transposeA: !p.TransposeA), a, g.StartsOfA, dc, [], db);
        }
    }

    // Product i takes the matrices that its starts name; none named are taken one after the other.
    private static void Run(
        in GemmGeometry g, ReadOnlySpan<float> a, ReadOnlySpan<int> startsOfA, ReadOnlySpan<float> b, ReadOnlySpan<int> startsOfB, Span<float> c)
    {
        if (c.IsEmpty)
        {
            return;
        }

        var count = c.Length / (g.M * g.N);
        fixed (float* pa = a, pb = b, pc = c)
        {
            fixed (int* sa = startsOfA, sb = startsOfB)
            {
                var work = new Products(g, pa, sa, pb, sb, pc);
                if (count >= FewestProductsToShare)
                {
                    Workers.ForRange(count, Border.UnitsInPiece((int)Math.Min(g.MultiplyAdds, Border.Grain)), work);
                }
                else
                {
                    work.Run(0, count);
                }
            }
        }
    }

    private readonly struct Products(GemmGeometry g, float* a, int* startsOfA, float* b, int* startsOfB, float* c) : IRangeWork
    {
        public void Run(int start, int length)
        {
            var (sizeOfA, sizeOfB, sizeOfC) = (g.M * g.K, g.K * g.N, g.M * g.N);
            for (var i = start; i < start + length; i++)
            {
                GemmKernel.Run(
                    g,
                    new ReadOnlySpan<float>(a + ((nint)sizeOfA * (startsOfA is null ? i : startsOfA[i])), sizeOfA),
                    new ReadOnlySpan<float>(b + ((nint)sizeOfB * (startsOfB is null ? i : startsOfB[i])), sizeOfB),
                    [],
                    new Span<float>(c + ((nint)sizeOfC * i), sizeOfC));
            }
        }
    }
}
