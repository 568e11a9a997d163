using Striate.Kernels;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>
    /// Makes several neighbouring axes one; as a rule, stretches each sample to one row of numbers, channel by channel as published
    /// weights expect it.
    /// </summary>
    /// <param name="x">Any shape; by default [N, ...].</param>
    /// <param name="startAxis">The first axis.</param>
    /// <param name="endAxis">The last axis.</param>
    /// <returns>The axes before, the product of the flattened ones, the axes behind; by default [N, product of the rest]. Row-major.</returns>
    /// <exception cref="ShapeException">There is no such axis, or the first comes after the last.</exception>
    public static Tensor Flatten(Tensor x, int startAxis = 1, int endAxis = -1)
    {
        ArgumentNullException.ThrowIfNull(x);

        // A batch of single numbers is a batch of rows of one.
        if (x.Shape.Rank == 1 && startAxis == 1)
        {
            return Reshape(x, [x.Length, 1], "Flatten");
        }

        var (start, end) = (AxisOf(x.Shape, startAxis), AxisOf(x.Shape, endAxis));
        var size = x.Shape.Take(end + 1).Skip(start).Aggregate(1, (a, b) => a * b);
        return start <= end
            ? Reshape(x, [.. x.Shape.Take(start), size, .. x.Shape.Skip(end + 1)], "Flatten")
            : throw new ShapeException($"axes {startAxis} to {endAxis} of a tensor {x.Shape}: the first must not come after the last.");
    }
}
