using Striate.Kernels;

namespace Striate.Tensors;

/// <summary>
/// The differentiable operations, one a file: check, forward, backward. Each computes at once; on a <see cref="Tape"/> it
/// is recorded as well.
/// </summary>
public static partial class Ops
{
    /// <summary>Signals, images, volumes or their filters in channels-last order, copied only if they are not.</summary>
    /// <param name="x">Shape [N, C, L], [N, C, H, W] or [N, C, D, H, W].</param>
    /// <returns>The same shape and numbers.</returns>
    /// <exception cref="ShapeException">Another number of axes.</exception>
    public static Tensor ToChannelsLast(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank is < 3 or > 5)
        {
            throw new ShapeException($"a tensor {x.Shape} has {x.Shape.Rank} axes, expected [N, C, L], [N, C, H, W] or [N, C, D, H, W].");
        }

        return x.Layout == Layout.ChannelsLast ? x : Reorder(x, Layout.ChannelsLast);
    }

    /// <summary>A tensor in row-major order, copied only if it is not.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape and numbers.</returns>
    public static Tensor ToRowMajor(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Layout == Layout.RowMajor ? x : Reorder(x, Layout.RowMajor);
    }

    /// <summary>What an operation on signals takes: [N, C, L], channels-last, with a hint for a single signal.</summary>
    internal static Tensor Signals(Tensor x) => ChannelsLastOf(x, 3, "signal", "[N, C, L]");

    /// <summary>What an operation on images takes: [N, C, H, W], channels-last, with a hint for a single image.</summary>
    internal static Tensor Images(Tensor x) => ChannelsLastOf(x, 4, "image", "[N, C, H, W]");

    /// <summary>What an operation on volumes takes: [N, C, D, H, W], channels-last, with a hint for a single volume.</summary>
    internal static Tensor Volumes(Tensor x) => ChannelsLastOf(x, 5, "volume", "[N, C, D, H, W]");

    /// <summary>What an operation along the channels takes: a matrix with a row of C channels for each sample or place.</summary>
    /// <param name="x">Shape [N, C], [N, C, L], [N, C, H, W] or [N, C, D, H, W].</param>
    /// <param name="rows">N times the places of a channel.</param>
    /// <param name="C">Channels.</param>
    /// <returns>The same shape; channels-last where there are places.</returns>
    internal static Tensor ChannelRows(Tensor x, out int rows, out int C)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank is < 2 or > 5)
        {
            throw new ShapeException(
                $"input {x.Shape} has {x.Shape.Rank} axes, expected [N, C], [N, C, L], [N, C, H, W] or [N, C, D, H, W].");
        }

        (rows, C) = (x.Shape[0] * x.Shape.Places, x.Shape[1]);
        return x.Shape.Rank == 2 ? x : ToChannelsLast(x);
    }

    private static Tensor ChannelsLastOf(Tensor x, int rank, string kind, string axes)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Shape.Rank == rank
            ? ToChannelsLast(x)
            : throw new ShapeException(
                $"input {x.Shape} has {x.Shape.Rank} axes, expected {kind}s {axes}."
                + (x.Shape.Rank == rank - 1 ? $" A single {kind} is a batch of one: [1, {string.Join(", ", x.Shape)}]." : ""));
    }

    private static Tensor Reorder(Tensor x, Layout layout)
    {
        // With one channel or one place both orders are the same memory.
        var (N, C, HW) = (x.Shape[0], x.Shape[1], x.Shape.Places);
        var same = C == 1 || HW == 1;
        var y = same ? x.View(x.Shape, layout) : Tensor.From(x.Shape, layout, y => Copy(layout, x.Span, y));

        return Tape.Record("Layout", [x], y, null, dy =>
        {
            if (same)
            {
                x.ShareGrad(dy);
            }
            else
            {
                x.ReceiveGrad(dx => Copy(x.Layout, dy.Span, dx));
            }
        });

        void Copy(Layout to, ReadOnlySpan<float> source, Span<float> target)
        {
            if (to == Layout.ChannelsLast)
            {
                LayoutKernel.ToChannelsLast(N, C, HW, source, target);
            }
            else
            {
                LayoutKernel.ToRowMajor(N, C, HW, source, target);
            }
        }
    }
}
