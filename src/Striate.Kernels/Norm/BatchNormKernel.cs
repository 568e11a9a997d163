using System.Numerics;
using System.Runtime.CompilerServices;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Reduce;
using Striate.Kernels.Threading;

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
            var gradient = new ActivationGradient(state.Activation, scale.Pointer, shift.Pointer);
            ColumnSums.Run(rows, channels, new GradientAndProduct(px, mean, pdy, gradient), dbeta, dgamma);
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
            var gradient = new ActivationGradient(state.Activation, scale.Pointer, shift.Pointer);
            Workers.ForRange(rows, Math.Max(Border.Grain / Math.Max(channels, 1), 1), new BackwardWork(
                channels, px, mean, pdy, gradient, scale.Pointer, slope.Pointer, offset.Pointer, pdx));
        }
    }

    private readonly struct Distances(float* x) : IColumnTerms
    {
        public (Vector<float> First, Vector<float> Second) At(nint index, int column, int left)
        {
            var distance = Lanes.Load(x + index, left) - Lanes.Load(x + column, left);
            return (distance, distance * distance);
        }
    }

    // g = dy where the activation lets it through, which the normalised value says; that is computed again instead of read.
    private readonly struct ActivationGradient(Activation activation, float* scale, float* shift)
    {
        private readonly bool _isActive = activation != Activation.None;
        private readonly float _ceiling = activation.Ceiling();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> dy, Vector<float> x, int column, int left)
        {
            if (!_isActive)
            {
                return dy;
            }

            var value = Vector.MultiplyAddEstimate(x, Lanes.Load(scale + column, left), Lanes.Load(shift + column, left));
            var passes = Vector.GreaterThan(value, Vector<float>.Zero) & Vector.LessThan(value, new Vector<float>(_ceiling));
            return Vector.ConditionalSelect(passes, dy, Vector<float>.Zero);
        }
    }

    private readonly struct GradientAndProduct(float* x, float* mean, float* dy, ActivationGradient activation) : IColumnTerms
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector<float> First, Vector<float> Second) At(nint index, int column, int left)
        {
            var value = Lanes.Load(x + index, left);
            var gradient = activation.Of(Lanes.Load(dy + index, left), value, column, left);
            return (gradient, gradient * (value - Lanes.Load(mean + column, left)));
        }
    }

    private readonly struct BackwardWork(
        int channels, float* x, float* mean, float* dy, ActivationGradient activation, float* scale, float* slope, float* offset, float* dx) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = start; i < start + length; i++)
            {
                var row = (nint)i * channels;
                for (var c = 0; c < channels; c += Lanes.Width)
                {
                    var left = channels - c;
                    var value = Lanes.Load(x + row + c, left);
                    var gradient = activation.Of(Lanes.Load(dy + row + c, left), value, c, left);
                    Lanes.Store(
                        (gradient * Lanes.Load(scale + c, left))
                            + ((value - Lanes.Load(mean + c, left)) * Lanes.Load(slope + c, left)) + Lanes.Load(offset + c, left),
                        dx + row + c, left);
                }
            }
        }
    }
}
