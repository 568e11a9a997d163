namespace Striate.Kernels.Shaping;

/// <summary>Padding of any axes, and its gradient: a copy for each box of the result.</summary>
public static partial class PadKernel
{
    /// <summary>Fills the result.</summary>
    /// <param name="g">The boxes.</param>
    /// <param name="x">The source.</param>
    /// <param name="value">What fills the padding with <see cref="PadMode.Constant"/>.</param>
    /// <param name="y">The result.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(PadGeometry g, ReadOnlySpan<float> x, float value, Span<float> y)
    {
        ArgumentNullException.ThrowIfNull(g);
        foreach (var box in g.Boxes)
        {
            if (box.From is not null)
            {
                StridedCopyKernel.Run(box.From, x, box.To, y);
            }
            else
            {
                StridedCopyKernel.Run(StridedView.Repeated(box.To.Sizes), new ReadOnlySpan<float>(in value), box.To, y);
            }
        }
    }

    /// <summary>Each number's gradient is the sum over all places that show it.</summary>
    /// <param name="g">The boxes.</param>
    /// <param name="dy">Gradient of the result.</param>
    /// <param name="dx">Gradient of the source: all of it is overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Backward(PadGeometry g, ReadOnlySpan<float> dy, Span<float> dx)
    {
        ArgumentNullException.ThrowIfNull(g);
        StridedCopyKernel.Run(g.Boxes[0].To, dy, g.From, dx);
        foreach (var box in g.Boxes.AsSpan(1))
        {
            if (box.From is not null)
            {
                StridedCopyKernel.Add(box.To, dy, box.From, dx);
            }
        }
    }
}
