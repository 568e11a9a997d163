using Striate.Kernels;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

/// <summary>Axes of a tensor that an operation folds to one number each.</summary>
/// <param name="sizes">The sizes in the order of memory.</param>
/// <param name="isReduced">For each of them whether it is folded.</param>
/// <param name="kept">The shape of the results with the folded axes.</param>
/// <param name="dropped">The same without them.</param>
internal sealed class AxisReduction(int[] sizes, bool[] isReduced, Shape kept, Shape dropped)
{
    /// <summary>How to fold.</summary>
    public ReduceGeometry Geometry { get; } = ReduceGeometry.Create(sizes, isReduced);

    /// <summary>The sizes in the order of memory.</summary>
    public int[] Sizes => sizes;

    /// <summary>The same with size 1 in place of the folded axes.</summary>
    public int[] KeptSizes { get; } = [.. sizes.Select((size, axis) => isReduced[axis] ? 1 : size)];

    /// <summary>The shape with size 1 in place of the folded axes.</summary>
    public Shape Kept => kept;

    /// <summary>Checks the axes.</summary>
    /// <param name="name">The operation, for its errors.</param>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes, −1 the last; none for all.</param>
    /// <param name="allowsNone">Whether there may be no numbers to fold.</param>
    public static AxisReduction Of(string name, Tensor x, ReadOnlySpan<int> axes, bool allowsNone = true)
    {
        ArgumentNullException.ThrowIfNull(x);
        var shape = x.Shape;
        var isReduced = new bool[shape.Rank];
        isReduced.AsSpan().Fill(axes.IsEmpty);
        foreach (var axis in axes)
        {
            ref var here = ref isReduced[Ops.Axis(name, shape, axis)];
            here = !here ? true : throw new ShapeException($"{name}: axis {axis} of {shape} is named twice.");
        }

        var all = Enumerable.Range(0, shape.Rank).ToArray();
        if (!allowsNone && all.Any(axis => isReduced[axis] && shape[axis] == 0))
        {
            throw new ShapeException($"{name}: {shape} has no numbers along an axis of size 0; expected at least one.");
        }

        return new AxisReduction(
            Ops.MemorySizes(shape, x.Layout),
            x.Layout.InMemory<bool>(isReduced),
            Shape.Of([.. all.Select(axis => isReduced[axis] ? 1 : shape[axis])]),
            Shape.Of([.. all.Where(axis => !isReduced[axis]).Select(axis => shape[axis])]));
    }

    /// <summary>How the results are repeated to the sizes before, as the second operand beside a single number.</summary>
    public BroadcastGeometry Repeated() => BroadcastGeometry.Create(sizes, [], KeptSizes);

    /// <summary>A result as it was asked for: with the folded axes or without.</summary>
    public Tensor Shaped(Tensor y, bool keepDims) => keepDims || dropped == y.Shape ? y : Ops.Reshape(y, dropped);
}
