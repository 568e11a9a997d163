namespace Striate.Networks;

/// <summary>
/// Eigenvalues and eigenvectors of a small symmetric matrix, by rotations in one plane after another that each clear one number
/// beside the diagonal. Jacobi, 1846; Golub and Van Loan, Matrix Computations, section 8.5.
/// </summary>
internal static class SymmetricEigen
{
    private const int MostSweeps = 64;

    /// <summary>The decomposition A = Σ e·v·vᵀ.</summary>
    /// <param name="matrix">A, size x size numbers; not changed.</param>
    /// <param name="size">Rows and columns.</param>
    /// <returns>The eigenvalues e, the largest first, and the vectors v of length 1 in the same order, a row each. The largest number of a
    /// vector is positive, so that they do not depend on the way to them.</returns>
    public static (double[] Values, double[] Vectors) Of(ReadOnlySpan<double> matrix, int size)
    {
        var (a, v) = (matrix.ToArray(), new double[size * size]);
        for (var i = 0; i < size; i++)
        {
            v[(i * size) + i] = 1;
        }

        for (var sweep = 0; sweep < MostSweeps && !IsDiagonal(a, size); sweep++)
        {
            for (var p = 0; p < size; p++)
            {
                for (var q = p + 1; q < size; q++)
                {
                    Clear(a, v, size, p, q);
                }
            }
        }

        var order = Enumerable.Range(0, size).OrderByDescending(i => a[(i * size) + i]).ToArray();
        return ([.. order.Select(i => a[(i * size) + i])], [.. order.SelectMany(i => Oriented(v.AsSpan(i * size, size).ToArray()))]);
    }

    private static bool IsDiagonal(double[] a, int size)
    {
        var (diagonal, rest) = (0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            if (i / size == i % size)
            {
                diagonal += a[i] * a[i];
            }
            else
            {
                rest += a[i] * a[i];
            }
        }

        return rest <= 1e-30 * diagonal;
    }

    // A ← Jᵀ·A·J with the rotation J in the plane (p, q) after which A[p,q] is 0; the rows of V are turned along.
    private static void Clear(double[] a, double[] v, int size, int p, int q)
    {
        var apq = a[(p * size) + q];
        if (apq == 0)
        {
            return;
        }

        var half = (a[(q * size) + q] - a[(p * size) + p]) / (2 * apq);
        var t = (half < 0 ? -1 : 1) / (Math.Abs(half) + Math.Sqrt((half * half) + 1));
        var c = 1 / Math.Sqrt((t * t) + 1);
        var s = t * c;
        for (var k = 0; k < size; k++)
        {
            Rotate(ref a[(k * size) + p], ref a[(k * size) + q], c, s);
        }

        for (var k = 0; k < size; k++)
        {
            Rotate(ref a[(p * size) + k], ref a[(q * size) + k], c, s);
            Rotate(ref v[(p * size) + k], ref v[(q * size) + k], c, s);
        }
    }

    private static void Rotate(ref double x, ref double y, double c, double s) => (x, y) = ((c * x) - (s * y), (s * x) + (c * y));

    private static double[] Oriented(double[] vector)
    {
        var sign = Math.Sign(vector.MaxBy(Math.Abs));
        return Array.ConvertAll(vector, x => sign * x);
    }
}
