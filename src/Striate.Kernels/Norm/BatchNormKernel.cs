using System.Numerics;
using Striate.Kernels.Reduce;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Norm;

/// <summary>
/// Batch normalisation of a matrix whose columns are channels: channels-last images are one with a row for each pixel.
/// Lanes are channels. Ioffe and Szegedy, arXiv:1502.03167.
/// </summary>
public static unsafe partial class BatchNormKernel
{
    /// <summary>Mean and biased variance of every channel, in two passes: Σ x / rows, then Σ (x − mean)² / rows.</summary>
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
        fixed (float* px = x, pmean = mean)
        {
            ColumnSums.Run(rows, channels, new ColumnValue(px), mean);
            Divide(mean, rows);
            ColumnSums.Run(rows, channels, new SquaredDistance(px, pmean), variance);
            Divide(variance, rows);
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

    /// <summary>y = (x − mean)/√(variance + ε) · γ + β, channel by channel.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="x">rows · channels numbers.</param>
    /// <param name="mean">The batch's mean, or the running one.</param>
    /// <param name="variance">The batch's biased variance, or the running one.</param>
    /// <param name="gamma">γ, a number for each channel.</param>
    /// <param name="beta">β, a number for each channel.</param>
    /// <param name="y">rows · channels numbers.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(
        int rows, int channels, double epsilon, ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance,
        ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, Span<float> y)
    {
        Border.Length(x, (long)rows * channels);
        Border.SameLength(x, y);
        Border.Length(mean, channels);
        Border.Length(gamma, channels);
        Border.Length(beta, channels);
        using var scale = Scratch.Rent(channels);
        InverseDeviation(variance, epsilon, scale.Span);
        for (var c = 0; c < channels; c++)
        {
            scale.Span[c] *= gamma[c];
        }

        fixed (float* px = x, pmean = mean, pbeta = beta, py = y)
        {
            Workers.ForRange(rows, RowsInPiece(channels), new ForwardWork(channels, px, pmean, scale.Pointer, pbeta, py));
        }
    }

    /// <summary>Gradients of the parameters: dβ = Σ dy, dγ = Σ dy · (x − mean)/√(variance + ε).</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="x">rows · channels numbers.</param>
    /// <param name="mean">As in the forward pass.</param>
    /// <param name="variance">As in the forward pass.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dgamma">Gradient of γ, overwritten.</param>
    /// <param name="dbeta">Gradient of β, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void BackwardParameters(
        int rows, int channels, double epsilon, ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance,
        ReadOnlySpan<float> dy, Span<float> dgamma, Span<float> dbeta)
    {
        Border.Length(x, (long)rows * channels);
        Border.SameLength(x, dy);
        Border.Length(mean, channels);
        Border.Length(dgamma, channels);
        Border.Length(dbeta, channels);
        using var inverse = Scratch.Rent(channels);
        InverseDeviation(variance, epsilon, inverse.Span);
        fixed (float* px = x, pmean = mean, pdy = dy)
        {
            ColumnSums.Run(rows, channels, new ColumnValue(pdy), dbeta);
            ColumnSums.Run(rows, channels, new NormalisedProduct(px, pmean, inverse.Pointer, pdy), dgamma);
        }
    }

    /// <summary>
    /// Gradient of x. Where the statistics are the batch's own, dx = γ/√(variance + ε) · (dy − dβ/rows − x̂·dγ/rows) with
    /// x̂ = (x − mean)/√(variance + ε); where they are constants, only the first term remains.
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="x">rows · channels numbers.</param>
    /// <param name="mean">As in the forward pass.</param>
    /// <param name="variance">As in the forward pass.</param>
    /// <param name="gamma">γ.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dgamma">Gradient of γ, or empty where the statistics are constants.</param>
    /// <param name="dbeta">Gradient of β, or empty where the statistics are constants.</param>
    /// <param name="dx">Gradient of x, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void BackwardData(
        int rows, int channels, double epsilon, ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance,
        ReadOnlySpan<float> gamma, ReadOnlySpan<float> dy, ReadOnlySpan<float> dgamma, ReadOnlySpan<float> dbeta, Span<float> dx)
    {
        Border.Length(x, (long)rows * channels);
        Border.SameLength(x, dy);
        Border.SameLength(x, dx);
        Border.Length(mean, channels);
        Border.Length(gamma, channels);
        Border.LengthOrEmpty(dgamma, channels);
        Border.SameLength(dgamma, dbeta);

        // dx = scale·dy + slope·(x − mean) + offset, with three numbers a channel.
        using var scale = Scratch.Rent(channels);
        using var slope = Scratch.Rent(channels);
        using var offset = Scratch.Rent(channels);
        InverseDeviation(variance, epsilon, slope.Span);
        for (var c = 0; c < channels; c++)
        {
            var inverse = slope.Span[c];
            scale.Span[c] = gamma[c] * inverse;
            slope.Span[c] = dgamma.IsEmpty ? 0 : -gamma[c] * inverse * inverse * dgamma[c] / rows;
            offset.Span[c] = dbeta.IsEmpty ? 0 : -gamma[c] * inverse * dbeta[c] / rows;
        }

        fixed (float* px = x, pmean = mean, pdy = dy, pdx = dx)
        {
            Workers.ForRange(rows, RowsInPiece(channels), new BackwardWork(
                channels, px, pmean, pdy, scale.Pointer, slope.Pointer, offset.Pointer, pdx));
        }
    }

    private static int RowsInPiece(int channels) => Math.Max(Border.Grain / Math.Max(channels, 1), 1);

    private static void Divide(Span<float> sums, int rows)
    {
        foreach (ref var sum in sums)
        {
            sum /= rows;
        }
    }

    private static void InverseDeviation(ReadOnlySpan<float> variance, double epsilon, Span<float> inverse)
    {
        Border.SameLength(variance, inverse);
        for (var c = 0; c < variance.Length; c++)
        {
            inverse[c] = (float)(1 / Math.Sqrt(variance[c] + epsilon));
        }
    }

    private readonly struct SquaredDistance(float* x, float* mean) : IColumnTerm
    {
        public Vector<float> At(nint index, int column, int left)
        {
            var distance = Lanes.Load(x + index, left) - Lanes.Load(mean + column, left);
            return distance * distance;
        }
    }

    private readonly struct NormalisedProduct(float* x, float* mean, float* inverse, float* dy) : IColumnTerm
    {
        public Vector<float> At(nint index, int column, int left) =>
            (Lanes.Load(x + index, left) - Lanes.Load(mean + column, left)) * Lanes.Load(inverse + column, left) * Lanes.Load(dy + index, left);
    }

    private readonly struct ForwardWork(int channels, float* x, float* mean, float* scale, float* beta, float* y) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = start; i < start + length; i++)
            {
                var row = (nint)i * channels;
                for (var c = 0; c < channels; c += Lanes.Width)
                {
                    var left = channels - c;
                    var distance = Lanes.Load(x + row + c, left) - Lanes.Load(mean + c, left);
                    Lanes.Store((distance * Lanes.Load(scale + c, left)) + Lanes.Load(beta + c, left), y + row + c, left);
                }
            }
        }
    }

    private readonly struct BackwardWork(
        int channels, float* x, float* mean, float* dy, float* scale, float* slope, float* offset, float* dx) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = start; i < start + length; i++)
            {
                var row = (nint)i * channels;
                for (var c = 0; c < channels; c += Lanes.Width)
                {
                    var left = channels - c;
                    var distance = Lanes.Load(x + row + c, left) - Lanes.Load(mean + c, left);
                    var gradient = (Lanes.Load(dy + row + c, left) * Lanes.Load(scale + c, left))
                        + (distance * Lanes.Load(slope + c, left)) + Lanes.Load(offset + c, left);
                    Lanes.Store(gradient, dx + row + c, left);
                }
            }
        }
    }
}
