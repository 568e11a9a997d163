using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>Losses that are sums over pairs of numbers, and their gradients. Lanes are pairs.</summary>
public static unsafe partial class PointwiseLossKernel
{
    // Sums of so many terms in float are added to the whole in double.
    private const int TermsInBlock = 1024;

    /// <summary>scale · Σ term(x[i], targets[i]).</summary>
    /// <typeparam name="TTerm">The loss.</typeparam>
    /// <param name="term">Its term.</param>
    /// <param name="x">Outputs.</param>
    /// <param name="targets">Targets, as many.</param>
    /// <param name="scale">For a mean one over their number.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static float Forward<TTerm>(TTerm term, ReadOnlySpan<float> x, ReadOnlySpan<float> targets, double scale)
        where TTerm : unmanaged, ILossTerm
    {
        Border.SameLength(x, targets);
        var pieces = (int)(((long)x.Length + Border.Grain - 1) / Border.Grain);
        using var sums = Scratch.Rent(pieces);
        fixed (float* px = x, pt = targets)
        {
            Workers.ForRange(x.Length, Border.Grain, new SumPiece<TTerm>(term, px, pt, sums.Pointer));
        }

        var sum = 0.0;
        foreach (var piece in sums.Span)
        {
            sum += piece;
        }

        return (float)(scale * sum);
    }

    /// <summary>dx[i] = scale · ∂term/∂x(x[i], targets[i]), and the same by the targets.</summary>
    /// <typeparam name="TTerm">The loss.</typeparam>
    /// <param name="term">Its term.</param>
    /// <param name="x">Outputs.</param>
    /// <param name="targets">Targets, as many.</param>
    /// <param name="scale">What <see cref="Forward"/> was given, times the gradient of the loss.</param>
    /// <param name="dx">Gradient of the outputs, overwritten; or empty.</param>
    /// <param name="dtargets">Gradient of the targets, overwritten; or empty.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void Backward<TTerm>(
        TTerm term, ReadOnlySpan<float> x, ReadOnlySpan<float> targets, double scale, Span<float> dx, Span<float> dtargets)
        where TTerm : unmanaged, ILossTerm
    {
        Border.SameLength(x, targets);
        Border.LengthOrEmpty(dx, x.Length);
        Border.LengthOrEmpty(dtargets, x.Length);
        fixed (float* px = x, pt = targets, pdx = dx, pdt = dtargets)
        {
            Workers.ForRange(x.Length, Border.Grain, new BackwardWork<TTerm>(term, px, pt, (float)scale, pdx, pdt));
        }
    }

    private readonly struct SumPiece<TTerm>(TTerm term, float* x, float* targets, float* sums) : IRangeWork
        where TTerm : unmanaged, ILossTerm
    {
        public void Run(int start, int length)
        {
            using var block = Scratch.Rent(TermsInBlock);
            var sum = 0.0;
            for (var i = start; i < start + length; i += TermsInBlock)
            {
                var count = Math.Min(TermsInBlock, start + length - i);
                Write(x + i, targets + i, count, block.Pointer);
                sum += Row.Sum(block.Pointer, count);
            }

            sums[start / Border.Grain] = (float)sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Write(float* x, float* targets, int count, float* terms)
        {
            for (var i = 0; i < count; i += Lanes.Width)
            {
                Lanes.Store(term.Of(Lanes.Load(x + i, count - i), Lanes.Load(targets + i, count - i), out _, out _), terms + i, count - i);
            }
        }
    }

    private readonly struct BackwardWork<TTerm>(TTerm term, float* x, float* targets, float scale, float* dx, float* dtargets) : IRangeWork
        where TTerm : unmanaged, ILossTerm
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run(int start, int length)
        {
            var end = start + length;
            for (var i = start; i < end; i += Lanes.Width)
            {
                term.Of(Lanes.Load(x + i, end - i), Lanes.Load(targets + i, end - i), out var byOutput, out var byTarget);
                if (dx is not null)
                {
                    Lanes.Store(byOutput * scale, dx + i, end - i);
                }

                if (dtargets is not null)
                {
                    Lanes.Store(byTarget * scale, dtargets + i, end - i);
                }
            }
        }
    }
}
