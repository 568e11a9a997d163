using System.Runtime.CompilerServices;
using Striate.Kernels.Reduce;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Norm;

/// <summary>
/// Layer normalisation of the rows of a matrix: a sample's numbers are one, or the channels of a place in channels-last images. Lanes are
/// columns. Ba, Kiros and Hinton, arXiv:1607.06450; without the mean, Zhang and Sennrich, arXiv:1910.07467.
/// </summary>
public static unsafe partial class LayerNormKernel
{
    /// <summary>y[i,j] = (x[i,j] − mean[i]) · inverse[i] · γ[j] + β[j], inverse[i] = 1/√(mean square distance from the mean + ε).</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, at least 1.</param>
    /// <param name="settings">ε, and whether the mean is subtracted; where it is not it counts as 0.</param>
    /// <param name="x">rows · columns numbers.</param>
    /// <param name="gamma">A factor for each column, or empty for 1.</param>
    /// <param name="beta">A shift for each column, or empty for 0.</param>
    /// <param name="y">rows · columns numbers.</param>
    /// <param name="statistics">Receives the mean and then the inverse deviation of each row, for the backward pass: 2 · rows numbers.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(
        int rows, int columns, LayerNormSettings settings, ReadOnlySpan<float> x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, Span<float> y, Span<float> statistics)
    {
        Border.Length(x, (long)rows * columns);
        Border.SameLength(x, y);
        Border.LengthOrEmpty(gamma, columns);
        Border.LengthOrEmpty(beta, columns);
        Border.Length(statistics, 2L * rows);
        fixed (float* px = x, pgamma = gamma, pbeta = beta, py = y, mean = statistics)
        {
            Workers.ForRange(rows, Border.UnitsInPiece(columns), new ForwardRows(columns, settings, px, pgamma, pbeta, py, mean, mean + rows));
        }
    }

    /// <summary>Gradients of the parameters: dγ[j] = Σi dy[i,j] · x̂[i,j], dβ[j] = Σi dy[i,j], where x̂ is x normalised.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="x">rows · columns numbers.</param>
    /// <param name="statistics">From the forward pass.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dgamma">Gradient of γ, overwritten.</param>
    /// <param name="dbeta">Gradient of β, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void BackwardParameters(
        int rows, int columns, ReadOnlySpan<float> x, ReadOnlySpan<float> statistics, ReadOnlySpan<float> dy, Span<float> dgamma, Span<float> dbeta)
    {
        Border.Length(x, (long)rows * columns);
        Border.SameLength(x, dy);
        Border.Length(statistics, 2L * rows);
        Border.Length(dgamma, columns);
        Border.Length(dbeta, columns);
        fixed (float* px = x, pdy = dy, mean = statistics)
        {
            ColumnSums.Run(rows, columns, new GradientAndProduct(px, pdy, mean, mean + rows), dbeta, dgamma);
        }
    }

    /// <summary>
    /// Gradient of x: dx[i,j] = inverse[i] · (g[i,j] − mean of g[i] − x̂[i,j] · mean of g[i]·x̂[i]) with g = dy · γ; where the mean was not
    /// subtracted, without the middle term.
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="settings">As in the forward pass.</param>
    /// <param name="x">rows · columns numbers.</param>
    /// <param name="gamma">A factor for each column, or empty for 1.</param>
    /// <param name="statistics">From the forward pass.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of x, overwritten; may be the same memory as <paramref name="dy"/>.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void BackwardData(
        int rows, int columns, LayerNormSettings settings, ReadOnlySpan<float> x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> statistics,
        ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.Length(x, (long)rows * columns);
        Border.SameLength(x, dy);
        Border.SameLength(x, dx);
        Border.LengthOrEmpty(gamma, columns);
        Border.Length(statistics, 2L * rows);
        fixed (float* px = x, pgamma = gamma, pdy = dy, pdx = dx, mean = statistics)
        {
            Workers.ForRange(rows, Border.UnitsInPiece(columns), new BackwardRows(columns, settings, px, pgamma, mean, mean + rows, pdy, pdx));
        }
    }

    // A row passes through the first cache three times: its mean, its mean square distance from that, and its result.
    private readonly struct ForwardRows(
        int columns, LayerNormSettings settings, float* x, float* gamma, float* beta, float* y, float* mean, float* inverse) : IRangeWork, IVectorRange
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            for (var i = start; i < start + length; i++)
            {
                var source = x + ((nint)i * columns);
                var target = y + ((nint)i * columns);
                mean[i] = settings.SubtractsMean ? Sum<V>(source) / columns : 0;
                inverse[i] = (float)(1 / Math.Sqrt((SquaredDistance<V>(source, mean[i]) / columns) + settings.Epsilon));
                var (middle, factor) = (V.Create(mean[i]), V.Create(inverse[i]));
                for (var j = 0; j < columns; j += V.Count)
                {
                    var left = columns - j;
                    var value = (VectorPart.Load<V>(source + j, left) - middle) * factor;
                    var scale = gamma is null ? V.Create(1) : VectorPart.Load<V>(gamma + j, left);
                    var shift = beta is null ? V.Create(0) : VectorPart.Load<V>(beta + j, left);
                    VectorPart.Store(V.MultiplyAdd(value, scale, shift), target + j, left);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private float Sum<V>(float* source)
            where V : unmanaged, IVector<V>
        {
            var sum = V.Create(0);
            for (var j = 0; j < columns; j += V.Count)
            {
                sum += VectorPart.Load<V>(source + j, columns - j);
            }

            return V.Sum(sum);
        }

        // Lanes beyond the row hold zeros, whose distance from the mean must not count.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private float SquaredDistance<V>(float* source, float from)
            where V : unmanaged, IVector<V>
        {
            var (sum, middle) = (V.Create(0), V.Create(from));
            var j = 0;
            for (; j <= columns - V.Count; j += V.Count)
            {
                var distance = V.Load(source + j) - middle;
                sum = V.MultiplyAdd(distance, distance, sum);
            }

            var total = V.Sum(sum);
            for (; j < columns; j++)
            {
                total += (source[j] - from) * (source[j] - from);
            }

            return total;
        }
    }

    private readonly struct GradientAndProduct(float* x, float* dy, float* mean, float* inverse) : IColumnTerms
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public (V First, V Second) Sum<V>(nint index, nint stride, int rows, int column, int left)
            where V : unmanaged, IVector<V>
        {
            var (sum, products) = (V.Create(0), V.Create(0));
            var row = index / stride;
            for (var i = 0; i < rows; i++, row++, index += stride)
            {
                var gradient = VectorPart.Load<V>(dy + index, left);
                sum += gradient;
                var value = (VectorPart.Load<V>(x + index, left) - V.Create(mean[row])) * V.Create(inverse[row]);
                products = V.MultiplyAdd(gradient, value, products);
            }

            return (sum, products);
        }
    }

    private readonly struct BackwardRows(
        int columns, LayerNormSettings settings, float* x, float* gamma, float* mean, float* inverse, float* dy, float* dx) : IRangeWork, IVectorRange
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            for (var i = start; i < start + length; i++)
            {
                var source = x + ((nint)i * columns);
                var gradient = dy + ((nint)i * columns);
                var target = dx + ((nint)i * columns);
                var (middle, factor) = (V.Create(mean[i]), V.Create(inverse[i]));

                // The gradient is zero in the lanes beyond the row, and so are both products.
                var (sum, products) = (V.Create(0), V.Create(0));
                for (var j = 0; j < columns; j += V.Count)
                {
                    var left = columns - j;
                    var g = Scaled<V>(gradient, j, left);
                    sum += g;
                    products = V.MultiplyAdd(g, (VectorPart.Load<V>(source + j, left) - middle) * factor, products);
                }

                var shift = V.Create(settings.SubtractsMean ? V.Sum(sum) / columns : 0);
                var slope = V.Create(V.Sum(products) / columns);
                for (var j = 0; j < columns; j += V.Count)
                {
                    var left = columns - j;
                    var value = (VectorPart.Load<V>(source + j, left) - middle) * factor;
                    VectorPart.Store((Scaled<V>(gradient, j, left) - shift - (value * slope)) * factor, target + j, left);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private V Scaled<V>(float* gradient, int j, int left)
            where V : unmanaged, IVector<V>
        {
            var g = VectorPart.Load<V>(gradient + j, left);
            return gamma is null ? g : g * VectorPart.Load<V>(gamma + j, left);
        }
    }
}
