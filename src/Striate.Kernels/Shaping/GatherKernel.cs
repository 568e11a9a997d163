using Striate.Kernels.Threading;

namespace Striate.Kernels.Shaping;

/// <summary>Picks one number of each line along an axis, again and again, by places of their own for each line, and its gradient.</summary>
public static unsafe partial class GatherKernel
{
    /// <summary>y[…, k, …] = x[…, places[…, k, …], …] along the axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="from">Where the lines lie in x.</param>
    /// <param name="x">The source.</param>
    /// <param name="to">Where places lie, and outputs likewise: the same sizes but for the axis.</param>
    /// <param name="places">Whole numbers from 0 to the axis's size − 1.</param>
    /// <param name="y">The output.</param>
    /// <exception cref="ShapeException">Sizes or a span's length do not fit, or a place is none of the axis.</exception>
    public static void Forward(int axis, StridedView from, ReadOnlySpan<float> x, StridedView to, ReadOnlySpan<float> places, Span<float> y)
    {
        var lines = Lines(axis, from, x, to, places, y);
        fixed (float* px = x, pk = places, py = y)
        {
            Workers.ForRange(
                lines.Length,
                Border.UnitsInPiece(to.Sizes[axis]),
                new ForwardLines(lines, to.Sizes[axis], from.Strides[axis], to.Strides[axis], px + from.Start, pk + to.Start, py + to.Start));
        }
    }

    /// <summary>dx[…, places[…, k, …], …] += dy[…, k, …], in the order of k.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="from">Where the lines lie in dx.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="to">Where places and outputs lie.</param>
    /// <param name="places">As in <see cref="Forward"/>.</param>
    /// <param name="dx">Gradient of the source, added to.</param>
    /// <exception cref="ShapeException">Sizes or a span's length do not fit, or a place is none of the axis.</exception>
    public static void Backward(int axis, StridedView from, ReadOnlySpan<float> dy, StridedView to, ReadOnlySpan<float> places, Span<float> dx)
    {
        var lines = Lines(axis, from, dx, to, places, dy);
        fixed (float* pdy = dy, pk = places, pdx = dx)
        {
            Workers.ForRange(
                lines.Length,
                Border.UnitsInPiece(to.Sizes[axis]),
                new BackwardLines(lines, to.Sizes[axis], from.Strides[axis], to.Strides[axis], pdy + to.Start, pk + to.Start, pdx + from.Start));
        }
    }

    private static StridedLoops Lines(
        int axis, StridedView from, ReadOnlySpan<float> x, StridedView to, ReadOnlySpan<float> places, ReadOnlySpan<float> y)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        from.CheckMemory(x.Length);
        to.CheckMemory(y.Length);
        Border.SameLength(places, y);
        Places.Check(places, from.Sizes[axis]);
        var (source, target) = (from.Without(axis), to.Without(axis));
        return source.Sizes.SequenceEqual(target.Sizes)
            ? StridedLoops.Of(source, target)
            : throw new ShapeException($"lines along axis {axis} of {from} do not go to those of {to}: all other sizes must be equal.");
    }

    private readonly struct ForwardLines(StridedLoops lines, int count, nint sourceStep, nint step, float* x, float* places, float* y) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var line = start; line < start + length; line++)
            {
                var (from, to) = lines.At(line);
                for (var k = 0; k < count; k++, to += step)
                {
                    y[to] = x[from + ((int)places[to] * sourceStep)];
                }
            }
        }
    }

    private readonly struct BackwardLines(StridedLoops lines, int count, nint sourceStep, nint step, float* dy, float* places, float* dx) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var line = start; line < start + length; line++)
            {
                var (from, to) = lines.At(line);
                for (var k = 0; k < count; k++, to += step)
                {
                    dx[from + ((int)places[to] * sourceStep)] += dy[to];
                }
            }
        }
    }
}
