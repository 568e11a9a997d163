using System.Numerics;

namespace Striate.Kernels.Pool;

public static partial class LpPool2dKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(in Pool2dGeometry g, T p, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var powers = new T[x.Length];
            for (var i = 0; i < x.Length; i++)
            {
                powers[i] = T.Pow(T.Abs(x[i]), p);
            }

            AvgPool2dKernel.Reference.Forward<T>(g, powers, y);
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = T.Pow(y[i] * T.CreateChecked(g.Rows.Size * g.Columns.Size), T.One / p);
            }
        }

        public static void Backward<T>(in Pool2dGeometry g, T p, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var slopes = new T[y.Length];
            for (var i = 0; i < y.Length; i++)
            {
                slopes[i] = y[i] == T.Zero ? T.Zero : dy[i] * T.CreateChecked(g.Rows.Size * g.Columns.Size) * T.Pow(y[i], T.One - p);
            }

            AvgPool2dKernel.Reference.Backward<T>(g, slopes, dx);
            for (var i = 0; i < x.Length; i++)
            {
                dx[i] *= T.CopySign(T.Pow(T.Abs(x[i]), p - T.One), x[i]);
            }
        }
    }
}
