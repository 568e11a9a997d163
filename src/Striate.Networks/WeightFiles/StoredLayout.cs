using Striate.Tensors;

namespace Striate.Networks;

/// <summary>How a tensor lies among stored numbers: its element [i, j, …] is number i·Strides[0] + j·Strides[1] + … from its first one.</summary>
/// <param name="Shape">The sizes.</param>
/// <param name="Strides">Steps of the axes in numbers, each 0 or more.</param>
internal sealed record StoredLayout(Shape Shape, long[] Strides)
{
    /// <summary>How many stored numbers it spreads over.</summary>
    /// <exception cref="OverflowException">More than can be counted.</exception>
    public long Extent => Shape.Size == 0 ? 0 : checked(1 + Strides.Select((stride, axis) => checked(stride * (Shape[axis] - 1))).Sum());

    /// <summary>Whether the last axis runs fastest and no number is left out or used twice.</summary>
    public bool IsRowMajor
    {
        get
        {
            var dense = Dense(Shape, Enumerable.Range(0, Shape.Rank).Reverse()).Strides;
            return Shape.Size == 0 || Enumerable.Range(0, Shape.Rank).All(axis => Shape[axis] == 1 || Strides[axis] == dense[axis]);
        }
    }

    /// <summary>The last axis runs fastest: the order of C.</summary>
    public static StoredLayout RowMajor(Shape shape) => Dense(shape, Enumerable.Range(0, shape.Rank).Reverse());

    /// <summary>The first axis runs fastest: the order of Fortran.</summary>
    public static StoredLayout ColumnMajor(Shape shape) => Dense(shape, Enumerable.Range(0, shape.Rank));

    /// <summary>Brings elements into row-major order.</summary>
    /// <param name="stored">The numbers over which they spread.</param>
    /// <param name="size">Bytes of a number.</param>
    /// <param name="y">The elements.</param>
    public void Gather(ReadOnlySpan<byte> stored, int size, Span<byte> y)
    {
        Span<int> index = stackalloc int[Shape.MaxRank];
        var place = 0L;
        for (var at = 0; at < y.Length; at += size)
        {
            stored.Slice((int)place * size, size).CopyTo(y[at..]);
            for (var axis = Shape.Rank - 1; axis >= 0; axis--)
            {
                place += Strides[axis];
                if (++index[axis] < Shape[axis])
                {
                    break;
                }

                place -= Strides[axis] * Shape[axis];
                index[axis] = 0;
            }
        }
    }

    private static StoredLayout Dense(Shape shape, IEnumerable<int> fastestFirst)
    {
        var strides = new long[shape.Rank];
        var stride = 1L;
        foreach (var axis in fastestFirst)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return new StoredLayout(shape, strides);
    }
}
