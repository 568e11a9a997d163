using System.Runtime.CompilerServices;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Reduce;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Norm;

/// <summary>
/// Batch normalisation of a matrix whose columns are channels: channels-last images are one with a row for each pixel.
/// Lanes are channels. Ioffe and Szegedy, arXiv:1502.03167.
/// </summary>
public static unsafe partial class BatchNormKernel
{
    /// <summary>
    /// Mean and biased variance of every channel, in one sweep: both follow from Σ d and Σ d² with d = x − x[0], the distance
    /// to the first row, whose squares do not swallow the variance however far the numbers lie from zero.
    /// </summary>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="x">rows · channels numbers.</param>
    /// <param name="mean">A number for each channel.</param>
    /// <param name="variance">A number for each channel.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Statistics(int rows, int channels, ReadOnlySpan<float> x, Span<float> mean, Span<float> variance)
    {
        Border.Length(x, (long)rows * channels);
        Border.Length(mean, channels);
        Border.Length(variance, channels);
        fixed (float* px = x)
        {
            ColumnSums.Run(rows, channels, new Distances(px), mean, variance);
        }

        for (var c = 0; c < channels; c++)
        {
            var distance = (double)mean[c] / rows;
            variance[c] = (float)Math.Max((variance[c] / (double)rows) - (distance * distance), 0);
            mean[c] = (float)(x[c] + distance);
        }
    }

    /// <summary>
    /// Moves the running statistics towards a batch's: r = (1 − momentum)·r + momentum·batch, with the unbiased variance,
    /// variance·rows/(rows − 1).
    /// </summary>
    /// <param name="rows">Rows of the batch, at least 2.</param>
    /// <param name="momentum">Weight of the batch.</param>
    /// <param name="mean">The batch's mean.</param>
    /// <param name="variance">The batch's biased variance.</param>
    /// <param name="runningMean">Changed in place.</param>
    /// <param name="runningVar">Changed in place.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void UpdateRunning(
        int rows, double momentum, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, Span<float> runningMean, Span<float> runningVar)
    {
        Border.SameLength(mean, variance);
        Border.SameLength(mean, runningMean);
        Border.SameLength(mean, runningVar);
        var unbiased = (double)rows / (rows - 1);
        for (var c = 0; c < mean.Length; c++)
        {
            runningMean[c] = (float)(((1 - momentum) * runningMean[c]) + (momentum * mean[c]));
            runningVar[c] = (float)(((1 - momentum) * runningVar[c]) + (momentum * unbiased * variance[c]));
        }
    }

    /// <summary>The normalisation as a scale and a shift, y = x · scale + shift, for <see cref="EpilogueKernel"/> or a product's own epilogue.</summary>
    /// <param name="state">What to normalise by.</param>
    /// <param name="scale">γ/√(variance + ε), a number for each channel.</param>
    /// <param name="shift">β − mean · scale, a number for each channel.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Coefficients(in BatchNormState state, Span<float> scale, Span<float> shift)
    {
        state.Check(scale.Length);
        Border.SameLength(scale, shift);
        for (var c = 0; c < scale.Length; c++)
        {
            scale[c] = state.Gamma[c] * state.InverseDeviation(c);
            shift[c] = state.Beta[c] - (state.Mean[c] * scale[c]);
        }
    }

    /// <summary>Gradients of the parameters: dβ = Σ g, dγ = Σ g · (x − mean)/√(variance + ε), where g is dy behind the activation.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="state">As in the forward pass.</param>
    /// <param name="x">rows · channels numbers.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dgamma">Gradient of γ, overwritten.</param>
    /// <param name="dbeta">Gradient of β, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void BackwardParameters(
        int rows, int channels, in BatchNormState state, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dgamma, Span<float> dbeta)
    {
        Border.Length(x, (long)rows * channels);
        Border.SameLength(x, dy);
        Border.Length(dgamma, channels);
        Border.Length(dbeta, channels);
        using var scale = Scratch.Rent(channels);
        using var shift = Scratch.Rent(channels);
        Coefficients(state, scale.Span, shift.Span);
        fixed (float* px = x, pdy = dy, mean = state.Mean)
        {
            var ceiling = state.Activation.Ceiling();
            if (state.Activation == Activation.None)
            {
                ColumnSums.Run(rows, channels, new GradientAndProduct<NoActivation>(px, pdy, mean, scale.Pointer, shift.Pointer, ceiling), dbeta, dgamma);
            }
            else
            {
                ColumnSums.Run(rows, channels, new GradientAndProduct<BetweenZeroAndCeiling>(px, pdy, mean, scale.Pointer, shift.Pointer, ceiling), dbeta, dgamma);
            }
        }

        for (var c = 0; c < channels; c++)
        {
            dgamma[c] *= state.InverseDeviation(c);
        }
    }

    /// <summary>
    /// Gradient of x. Where the statistics are the batch's own, dx = γ/√(variance + ε) · (g − dβ/rows − x̂·dγ/rows) with
    /// x̂ = (x − mean)/√(variance + ε) and g = dy behind the activation; where they are constants, only the first term remains.
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="state">As in the forward pass.</param>
    /// <param name="x">rows · channels numbers.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dgamma">Gradient of γ, or empty where the statistics are constants.</param>
    /// <param name="dbeta">Gradient of β, or empty where the statistics are constants.</param>
    /// <param name="dx">Gradient of x, overwritten; may be the same memory as <paramref name="dy"/>.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void BackwardData(
        int rows, int channels, in BatchNormState state, ReadOnlySpan<float> x, ReadOnlySpan<float> dy,
        ReadOnlySpan<float> dgamma, ReadOnlySpan<float> dbeta, Span<float> dx)
    {
        Border.Length(x, (long)rows * channels);
        Border.SameLength(x, dy);
        Border.SameLength(x, dx);
        Border.LengthOrEmpty(dgamma, channels);
        Border.SameLength(dgamma, dbeta);

        // dx = scale·g + slope·(x − mean) + offset, with three numbers a channel.
        using var scale = Scratch.Rent(channels);
        using var shift = Scratch.Rent(channels);
        using var slope = Scratch.Rent(channels);
        using var offset = Scratch.Rent(channels);
        Coefficients(state, scale.Span, shift.Span);
        for (var c = 0; c < channels; c++)
        {
            slope.Span[c] = dgamma.IsEmpty ? 0 : -scale.Span[c] * state.InverseDeviation(c) * dgamma[c] / rows;
            offset.Span[c] = dbeta.IsEmpty ? 0 : -scale.Span[c] * dbeta[c] / rows;
        }

        fixed (float* px = x, pdy = dy, pdx = dx, mean = state.Mean)
        {
            var (ceiling, grain) = (state.Activation.Ceiling(), Border.UnitsInPiece(channels));
            if (state.Activation == Activation.None)
            {
                Workers.ForRange(rows, grain, new BackwardWork<NoActivation>(
                    channels, px, pdy, mean, scale.Pointer, shift.Pointer, slope.Pointer, offset.Pointer, ceiling, pdx));
            }
            else
            {
                Workers.ForRange(rows, grain, new BackwardWork<BetweenZeroAndCeiling>(
                    channels, px, pdy, mean, scale.Pointer, shift.Pointer, slope.Pointer, offset.Pointer, ceiling, pdx));
            }
        }
    }

    /// <summary>dx = scale·dy + slope·(x − mean) + offset, with numbers for each channel: every normalisation's gradient of its input.</summary>
    internal static void BackwardLinear(
        int rows, int channels, float* x, float* dy, float* mean, float* scale, float* slope, float* offset, float* dx) =>
        Workers.ForRange(rows, Border.UnitsInPiece(channels), new BackwardWork<NoActivation>(
            channels, x, dy, mean, scale, scale, slope, offset, float.PositiveInfinity, dx));

    private readonly struct Distances(float* x) : IColumnTerms
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public (V First, V Second) Sum<V>(nint index, nint stride, int rows, int column, int left)
            where V : unmanaged, IVector<V>
        {
            var (sum, squares) = (V.Create(0), V.Create(0));
            var origin = VectorPart.Load<V>(x + column, left);
            var place = x + index;
            for (var i = 0; i < rows; i++, place += stride)
            {
                var distance = VectorPart.Load<V>(place, left) - origin;
                sum += distance;
                squares = V.MultiplyAdd(distance, distance, squares);
            }

            return (sum, squares);
        }
    }

    /// <summary>What an activation lets through of the gradient of its output, by its input x · scale + shift.</summary>
    private interface IGate
    {
        static abstract V Pass<V>(V dy, V x, V scale, V shift, V ceiling)
            where V : unmanaged, IVector<V>;
    }

    private readonly struct NoActivation : IGate
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Pass<V>(V dy, V x, V scale, V shift, V ceiling)
            where V : unmanaged, IVector<V> => dy;
    }

    // The normalised value is computed again instead of read.
    private readonly struct BetweenZeroAndCeiling : IGate
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Pass<V>(V dy, V x, V scale, V shift, V ceiling)
            where V : unmanaged, IVector<V>
        {
            var (value, zero) = (V.MultiplyAdd(x, scale, shift), V.Create(0));
            return V.SelectGreater(value, zero, V.SelectGreater(ceiling, value, dy, zero), zero);
        }
    }

    private readonly struct GradientAndProduct<TGate>(float* x, float* dy, float* mean, float* scale, float* shift, float ceiling) : IColumnTerms
        where TGate : struct, IGate
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public (V First, V Second) Sum<V>(nint index, nint stride, int rows, int column, int left)
            where V : unmanaged, IVector<V>
        {
            var (factor, level, most) = (VectorPart.Load<V>(scale + column, left), VectorPart.Load<V>(shift + column, left), V.Create(ceiling));
            var (sum, products) = (V.Create(0), V.Create(0));
            var middle = VectorPart.Load<V>(mean + column, left);
            for (var i = 0; i < rows; i++, index += stride)
            {
                var value = VectorPart.Load<V>(x + index, left);
                var gradient = TGate.Pass(VectorPart.Load<V>(dy + index, left), value, factor, level, most);
                sum += gradient;
                products = V.MultiplyAdd(gradient, value - middle, products);
            }

            return (sum, products);
        }
    }

    private readonly struct BackwardWork<TGate>(
        int channels, float* x, float* dy, float* mean, float* scale, float* shift, float* slope, float* offset, float ceiling, float* dx) : IRangeWork, IVectorRange
        where TGate : struct, IGate
    {
        // A block stays in the first cache while its columns are taken one vector after the other.
        private const int NumbersInBlock = 2048;

        public void Run(int start, int length)
        {
            var rows = Math.Max(NumbersInBlock / Math.Max(channels, 1), 1);
            for (var row = start; row < start + length; row += rows)
            {
                ByWidth.Run(this, row, Math.Min(rows, start + length - row));
            }
        }

        public void Run<V>(int row, int rows)
            where V : unmanaged, IVector<V>
        {
            var c = 0;
            for (; c <= channels - Four<V>.Count; c += Four<V>.Count)
            {
                RunColumns<Four<V>>(row, rows, c);
            }

            for (; c < channels; c += V.Count)
            {
                RunColumns<V>(row, rows, c);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void RunColumns<V>(int row, int rows, int c)
            where V : unmanaged, IVector<V>
        {
            var left = channels - c;
            var (factor, level, most) = (VectorPart.Load<V>(scale + c, left), VectorPart.Load<V>(shift + c, left), V.Create(ceiling));
            var middle = VectorPart.Load<V>(mean + c, left);
            var (tilt, rest) = (VectorPart.Load<V>(slope + c, left), VectorPart.Load<V>(offset + c, left));
            var index = ((nint)row * channels) + c;
            for (var i = 0; i < rows; i++, index += channels)
            {
                var value = VectorPart.Load<V>(x + index, left);
                var gradient = TGate.Pass(VectorPart.Load<V>(dy + index, left), value, factor, level, most);
                VectorPart.Store(V.MultiplyAdd(gradient, factor, V.MultiplyAdd(value - middle, tilt, rest)), dx + index, left);
            }
        }
    }
}
