using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Norm;

/// <summary>
/// Local response normalisation of a matrix whose columns are channels: channels-last images are one with a row for each
/// pixel. Lanes are channels. Krizhevsky, Sutskever and Hinton, NIPS 2012, section 3.3.
/// </summary>
public static unsafe partial class LocalResponseNormKernel
{
    /// <summary>y[c] = x[c] · d[c]^−β, d[c] = k + α/size · Σ x[c']² over the channels c − size/2 … c + (size − 1)/2.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="settings">Size, α, β and k.</param>
    /// <param name="x">rows · channels numbers.</param>
    /// <param name="y">rows · channels numbers.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(int rows, int channels, in LocalResponseNormSettings settings, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, (long)rows * channels);
        Border.SameLength(x, y);
        fixed (float* px = x, py = y)
        {
            Workers.ForRange(rows, Border.UnitsInPiece(channels), new ForwardWork(channels, settings, px, py));
        }
    }

    /// <summary>dx[c] = dy[c]·d[c]^−β − 2αβ/size · x[c] · Σ dy[c']·x[c']·d[c']^(−β−1) over the c' whose sums c is part of.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="settings">Size, α, β and k.</param>
    /// <param name="x">Inputs.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the inputs, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Backward(
        int rows, int channels, in LocalResponseNormSettings settings, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.Length(x, (long)rows * channels);
        Border.SameLength(x, dy);
        Border.SameLength(x, dx);
        fixed (float* px = x, pdy = dy, pdx = dx)
        {
            Workers.ForRange(rows, Border.UnitsInPiece(channels), new BackwardWork(channels, settings, px, pdy, pdx));
        }
    }

    // sums[c] = Σ x[c'] over c − before … c + after: one shifted addition for each neighbour.
    private static void SumNeighbours(ReadOnlySpan<float> x, int before, int after, Span<float> sums)
    {
        x.CopyTo(sums);
        for (var shift = 1; shift <= Math.Min(before, x.Length - 1); shift++)
        {
            TensorPrimitives.Add(sums[shift..], x[..^shift], sums[shift..]);
        }

        for (var shift = 1; shift <= Math.Min(after, x.Length - 1); shift++)
        {
            TensorPrimitives.Add(sums[..^shift], x[shift..], sums[..^shift]);
        }
    }

    private static void Denominators(in LocalResponseNormSettings s, ReadOnlySpan<float> x, Span<float> squares, Span<float> d)
    {
        TensorPrimitives.Multiply(x, x, squares);
        SumNeighbours(squares, s.Before, s.After, d);
        TensorPrimitives.Multiply(d, (float)(s.Alpha / s.Size), d);
        TensorPrimitives.Add(d, (float)s.K, d);
    }

    private readonly struct ForwardWork(int channels, LocalResponseNormSettings settings, float* x, float* y) : IRangeWork
    {
        public void Run(int start, int length)
        {
            using var squares = Scratch.Rent(channels);
            using var d = Scratch.Rent(channels);
            for (var i = start; i < start + length; i++)
            {
                var source = new ReadOnlySpan<float>(x + ((nint)i * channels), channels);
                Denominators(settings, source, squares.Span, d.Span);
                TensorPrimitives.Pow(d.Span, (float)-settings.Beta, d.Span);
                TensorPrimitives.Multiply(source, d.Span, new Span<float>(y + ((nint)i * channels), channels));
            }
        }
    }

    private readonly struct BackwardWork(int channels, LocalResponseNormSettings settings, float* x, float* dy, float* dx) : IRangeWork
    {
        public void Run(int start, int length)
        {
            using var terms = Scratch.Rent(channels);
            using var d = Scratch.Rent(channels);
            using var power = Scratch.Rent(channels);
            for (var i = start; i < start + length; i++)
            {
                var row = (nint)i * channels;
                var source = new ReadOnlySpan<float>(x + row, channels);
                var target = new Span<float>(dx + row, channels);
                Denominators(settings, source, terms.Span, d.Span);
                TensorPrimitives.Pow(d.Span, (float)-settings.Beta, power.Span);

                // The direct path dy·d^−β, then through the sums: a channel is in those of its mirrored neighbours.
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(dy + row, channels), power.Span, target);
                TensorPrimitives.Multiply(target, source, terms.Span);
                TensorPrimitives.Divide(terms.Span, d.Span, terms.Span);
                SumNeighbours(terms.Span, settings.After, settings.Before, d.Span);
                TensorPrimitives.Multiply(d.Span, (float)(-2 * settings.Alpha * settings.Beta / settings.Size), d.Span);
                TensorPrimitives.MultiplyAdd(source, d.Span, target, target);
            }
        }
    }
}
