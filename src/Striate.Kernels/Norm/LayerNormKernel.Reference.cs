using System.Numerics;

namespace Striate.Kernels.Norm;

public static partial class LayerNormKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(
            int rows, int columns, LayerNormSettings settings, ReadOnlySpan<T> x, ReadOnlySpan<T> gamma, ReadOnlySpan<T> beta, Span<T> y, Span<T> statistics)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var count = T.CreateChecked(columns);
            for (var i = 0; i < rows; i++)
            {
                var row = x.Slice(i * columns, columns);
                var (mean, variance) = (T.Zero, T.Zero);
                foreach (var value in row)
                {
                    mean += settings.SubtractsMean ? value / count : T.Zero;
                }

                foreach (var value in row)
                {
                    variance += (value - mean) * (value - mean) / count;
                }

                var inverse = T.One / T.Sqrt(variance + T.CreateChecked(settings.Epsilon));
                (statistics[i], statistics[rows + i]) = (mean, inverse);
                for (var j = 0; j < columns; j++)
                {
                    y[(i * columns) + j] = ((row[j] - mean) * inverse * (gamma.IsEmpty ? T.One : gamma[j])) + (beta.IsEmpty ? T.Zero : beta[j]);
                }
            }
        }

        public static void BackwardParameters<T>(
            int rows, int columns, ReadOnlySpan<T> x, ReadOnlySpan<T> statistics, ReadOnlySpan<T> dy, Span<T> dgamma, Span<T> dbeta)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dgamma.Clear();
            dbeta.Clear();
            for (var i = 0; i < x.Length; i++)
            {
                var (row, column) = Math.DivRem(i, columns);
                dgamma[column] += dy[i] * (x[i] - statistics[row]) * statistics[rows + row];
                dbeta[column] += dy[i];
            }
        }

        public static void BackwardData<T>(
            int rows, int columns, LayerNormSettings settings, ReadOnlySpan<T> x, ReadOnlySpan<T> gamma, ReadOnlySpan<T> statistics, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var count = T.CreateChecked(columns);
            for (var i = 0; i < rows; i++)
            {
                var (mean, inverse) = (statistics[i], statistics[rows + i]);
                var (sum, products) = (T.Zero, T.Zero);
                for (var j = 0; j < columns; j++)
                {
                    var g = dy[(i * columns) + j] * (gamma.IsEmpty ? T.One : gamma[j]);
                    sum += settings.SubtractsMean ? g : T.Zero;
                    products += g * (x[(i * columns) + j] - mean) * inverse;
                }

                for (var j = 0; j < columns; j++)
                {
                    var g = dy[(i * columns) + j] * (gamma.IsEmpty ? T.One : gamma[j]);
                    dx[(i * columns) + j] = inverse * (g - (sum / count) - ((x[(i * columns) + j] - mean) * inverse * products / count));
                }
            }
        }
    }
}
