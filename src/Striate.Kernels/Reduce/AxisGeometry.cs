namespace Striate.Kernels.Reduce;

/// <summary>One axis of a dense block of numbers, in the order of memory: what lies outside of it, its size, what lies inside.</summary>
public readonly record struct AxisGeometry
{
    /// <summary>Product of the sizes outside.</summary>
    public int Outer { get; private init; }

    /// <summary>Size of the axis.</summary>
    public int Count { get; private init; }

    /// <summary>Product of the sizes inside: the distance of two neighbours along the axis.</summary>
    public int Inner { get; private init; }

    /// <summary>Numbers in all.</summary>
    public int Length => Outer * Count * Inner;

    /// <summary>Lines along the axis.</summary>
    public int Lines => Outer * Inner;

    /// <summary>Checks the sizes.</summary>
    /// <param name="outer">Product of the sizes outside, 0 or more.</param>
    /// <param name="count">Size of the axis, 0 or more.</param>
    /// <param name="inner">Product of the sizes inside, 0 or more.</param>
    /// <exception cref="ShapeException">A size is negative, or there are more numbers than a tensor can hold.</exception>
    public static AxisGeometry Create(int outer, int count, int inner) =>
        outer < 0 || count < 0 || inner < 0 || (Int128)outer * count * inner > int.MaxValue
            ? throw new ShapeException($"Axis: sizes {outer}, {count}, {inner} must not be negative, nor make more than {int.MaxValue} numbers.")
            : new AxisGeometry { Outer = outer, Count = count, Inner = inner };

    /// <summary>One axis of some sizes.</summary>
    /// <param name="sizes">Sizes in the order of memory, outermost first.</param>
    /// <param name="axis">Which one, from 0.</param>
    /// <exception cref="ShapeException">As above, or there is no such axis.</exception>
    public static AxisGeometry Create(ReadOnlySpan<int> sizes, int axis) => (uint)axis < (uint)sizes.Length
        ? Create(Product(sizes[..axis]), sizes[axis], Product(sizes[(axis + 1)..]))
        : throw new ShapeException($"Axis {axis} of sizes [{string.Join(", ", sizes.ToArray())}]; expected 0 to {sizes.Length - 1}.");

    /// <summary>Where a line along the axis begins.</summary>
    /// <param name="line">Its number.</param>
    internal int Start(int line) => (line / Inner * Count * Inner) + (line % Inner);

    /// <inheritdoc/>
    public override string ToString() => $"[{Outer}, {Count}, {Inner}] along {Count}";

    private static int Product(ReadOnlySpan<int> sizes)
    {
        var product = 1;
        foreach (var size in sizes)
        {
            product *= size;
        }

        return product;
    }
}
