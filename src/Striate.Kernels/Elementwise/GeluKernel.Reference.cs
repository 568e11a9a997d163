using System.Numerics;

namespace Striate.Kernels.Elementwise;

public static partial class GeluKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(GeluForm form, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++)
            {
                y[i] = x[i] * T.CreateChecked(Gate(form, double.CreateChecked(x[i])));
            }
        }

        public static void Backward<T>(GeluForm form, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++)
            {
                var v = double.CreateChecked(x[i]);
                dx[i] = dy[i] * T.CreateChecked(Gate(form, v) + (v * Slope(form, v)));
            }
        }

        private static double Gate(GeluForm form, double x) =>
            form == GeluForm.Tanh ? (1 + Math.Tanh(Inner(x))) / 2 : Normal(x);

        private static double Slope(GeluForm form, double x)
        {
            if (form == GeluForm.Erf)
            {
                return Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
            }

            var tanh = Math.Tanh(Inner(x));
            return (1 - (tanh * tanh)) / 2 * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x));
        }

        private static double Inner(double x) => Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));

        // Φ by its series around 0, x · φ(0) · Σ (−x²/2)ⁿ/(n!·(2n + 1)), and beyond by the continued fraction of its tail.
        private static double Normal(double x)
        {
            if (Math.Abs(x) > 3)
            {
                var fraction = Math.Abs(x);
                for (var n = 60; n > 0; n--)
                {
                    fraction = Math.Abs(x) + (n / fraction);
                }

                var tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) / fraction;
                return x < 0 ? tail : 1 - tail;
            }

            var (term, sum) = (x, 0.0);
            for (var n = 0; n < 60; n++)
            {
                sum += term / ((2 * n) + 1);
                term *= -x * x / 2 / (n + 1);
            }

            return 0.5 + (sum / Math.Sqrt(2 * Math.PI));
        }
    }
}
