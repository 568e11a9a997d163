using Striate.Kernels;

namespace Striate.Tensors;

/// <summary>
/// The differentiable operations, one a file: check, forward, backward. Each computes at once; on a <see cref="Tape"/> it
/// is recorded as well.
/// </summary>
public static partial class Ops
{
    /// <summary>Images in channels-last order, copied only if they are not.</summary>
    /// <param name="x">Shape [N, C, H, W].</param>
    /// <returns>The same shape and numbers.</returns>
    /// <exception cref="ShapeException">Not four axes.</exception>
    public static Tensor ToChannelsLast(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank != 4)
        {
            throw new ShapeException($"a tensor {x.Shape} has {x.Shape.Rank} axes, expected images [N, C, H, W].");
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

    /// <summary>What an operation on images takes: [N, C, H, W], channels-last, with a hint for a single image.</summary>
    internal static Tensor Images(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Shape.Rank == 4
            ? ToChannelsLast(x)
            : throw new ShapeException(
                $"input {x.Shape} has {x.Shape.Rank} axes, expected images [N, C, H, W]."
                + (x.Shape.Rank == 3 ? $" A single image is a batch of one: [1, {string.Join(", ", x.Shape)}]." : ""));
    }

    /// <summary>What an operation along the channels takes: a matrix with a row of C channels for each sample or pixel.</summary>
    /// <param name="x">Shape [N, C] or [N, C, H, W].</param>
    /// <param name="rows">N, or N·H·W.</param>
    /// <param name="C">Channels.</param>
    /// <returns>The same shape; images channels-last.</returns>
    internal static Tensor ChannelRows(Tensor x, out int rows, out int C)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank != 2 && x.Shape.Rank != 4)
        {
            throw new ShapeException($"input {x.Shape} has {x.Shape.Rank} axes, expected [N, C] or [N, C, H, W].");
        }

        C = x.Shape[1];
        rows = x.Shape.Rank == 2 ? x.Shape[0] : x.Shape[0] * x.Shape[2] * x.Shape[3];
        return x.Shape.Rank == 2 ? x : ToChannelsLast(x);
    }

    private static Tensor Reorder(Tensor x, Layout layout)
    {
        // With one channel or one pixel both orders are the same memory.
        var (N, C, HW) = (x.Shape[0], x.Shape[1], x.Shape[2] * x.Shape[3]);
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
