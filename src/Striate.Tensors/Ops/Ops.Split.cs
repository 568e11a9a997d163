using Striate.Kernels;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Cuts an axis into parts: the reverse of <see cref="Concat"/>.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="sizes">The parts' sizes, which add up to that of the axis.</param>
    /// <returns>The parts, in order; images stay channels-last.</returns>
    /// <exception cref="ShapeException">There is no such axis, or the sizes do not add up to it.</exception>
    public static Tensor[] Split(Tensor x, int axis, params ReadOnlySpan<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = AxisOf(x.Shape, axis);
        var sum = 0L;
        foreach (var size in sizes)
        {
            sum += size < 0 ? int.MaxValue : size;
        }

        if (sum != x.Shape[axis])
        {
            throw new ShapeException(
                $"axis {axis} of {x.Shape} cannot be cut into parts of [{string.Join(", ", sizes.ToArray())}]: they must add up to {x.Shape[axis]}.");
        }

        var parts = new Tensor[sizes.Length];
        for (var (i, start) = (0, 0); i < parts.Length; start += sizes[i], i++)
        {
            parts[i] = Narrow(x, axis, start, sizes[i]);
        }

        return parts;
    }

    /// <summary>Cuts an axis into a number of parts of one size, of which the last may be smaller.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="chunks">How many parts, at least 1; there are fewer where the axis is used up before.</param>
    /// <returns>The parts, ⌈size / chunks⌉ places each; images stay channels-last.</returns>
    /// <exception cref="ShapeException">There is no such axis, or less than one part.</exception>
    public static Tensor[] Chunk(Tensor x, int axis, int chunks)
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = AxisOf(x.Shape, axis);
        if (chunks < 1)
        {
            throw new ShapeException($"axis {axis} of {x.Shape} cannot be cut into {chunks} parts; give at least 1.");
        }

        var size = Math.Max((x.Shape[axis] + chunks - 1) / chunks, 1);
        var parts = Math.Max((x.Shape[axis] + size - 1) / size, 1);
        return Split(x, axis, [.. Enumerable.Range(0, parts).Select(i => Math.Min(x.Shape[axis] - (i * size), size))]);
    }
}
