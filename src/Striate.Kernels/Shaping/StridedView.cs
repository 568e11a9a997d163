namespace Striate.Kernels.Shaping;

/// <summary>
/// Where the numbers of a box lie in memory: the place of its first number, and for each axis a size and a stride, the distance of
/// neighbours. Slicing, permuting and splitting axes give other views of the same memory; nothing is moved. A stride may be
/// negative, which walks backwards, or 0, which sees one number many times.
/// </summary>
public sealed class StridedView
{
    /// <summary>The most axes that a view has.</summary>
    public const int MaxRank = 8;

    private readonly int[] _sizes, _strides;

    private StridedView(int start, int[] sizes, int[] strides)
    {
        if (sizes.Length > MaxRank)
        {
            throw new ShapeException($"a view of {sizes.Length} axes; at most {MaxRank} are supported.");
        }

        (Start, _sizes, _strides) = (start, sizes, strides);
    }

    /// <summary>Place of the first number.</summary>
    public int Start { get; }

    /// <summary>How many axes.</summary>
    public int Rank => _sizes.Length;

    /// <summary>How many numbers.</summary>
    public int Length
    {
        get
        {
            var length = 1;
            foreach (var size in _sizes)
            {
                length *= size;
            }

            return length;
        }
    }

    /// <summary>The sizes, outermost first.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>The distances of neighbours, in numbers.</summary>
    public ReadOnlySpan<int> Strides => _strides;

    /// <summary>Numbers side by side, the last axis fastest.</summary>
    /// <param name="sizes">The sizes, each 0 or more.</param>
    public static StridedView Dense(params ReadOnlySpan<int> sizes)
    {
        var strides = new int[sizes.Length];
        var stride = 1;
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= sizes[axis];
        }

        return new StridedView(0, sizes.ToArray(), strides);
    }

    /// <summary>One number seen at every place of a box.</summary>
    /// <param name="sizes">The sizes of the box.</param>
    public static StridedView Repeated(params ReadOnlySpan<int> sizes) => new(0, sizes.ToArray(), new int[sizes.Length]);

    /// <summary>The axes in another order.</summary>
    /// <param name="axes">For each axis of the result the one of this view that it is; each once.</param>
    public StridedView Permute(params ReadOnlySpan<int> axes)
    {
        var (sizes, strides) = (new int[Rank], new int[Rank]);
        for (var axis = 0; axis < Rank; axis++)
        {
            (sizes[axis], strides[axis]) = (_sizes[axes[axis]], _strides[axes[axis]]);
        }

        return new StridedView(Start, sizes, strides);
    }

    /// <summary>Some places of an axis: start, start + step, …</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="start">The first place.</param>
    /// <param name="count">How many places.</param>
    /// <param name="step">From one to the next; negative to walk backwards.</param>
    /// <exception cref="ShapeException">A place is none of the axis.</exception>
    public StridedView Slice(int axis, int start, int count, int step = 1)
    {
        var last = start + ((count - 1L) * step);
        if (count < 0 || (count > 0 && (Math.Min(start, last) < 0 || Math.Max(start, last) >= _sizes[axis])))
        {
            throw new ShapeException($"{count} places from {start} in steps of {step} leave an axis of {_sizes[axis]}.");
        }

        var (sizes, strides) = ((int[])_sizes.Clone(), (int[])_strides.Clone());
        (sizes[axis], strides[axis]) = (count, strides[axis] * step);
        return new StridedView(count == 0 ? Start : Start + (start * _strides[axis]), sizes, strides);
    }

    /// <summary>One place of an axis, without that axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="place">The place.</param>
    /// <exception cref="ShapeException">It is none of the axis.</exception>
    public StridedView Select(int axis, int place) => Slice(axis, place, 1).Without(axis);

    /// <summary>An axis as two, of which the second varies faster.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="inner">Size of the second, which divides that of the axis.</param>
    /// <exception cref="ShapeException">It does not divide it.</exception>
    public StridedView Split(int axis, int inner)
    {
        if (inner < 1 || _sizes[axis] % inner != 0)
        {
            throw new ShapeException($"an axis of {_sizes[axis]} cannot be split into parts of {inner}.");
        }

        return new StridedView(
            Start,
            [.. _sizes[..axis], _sizes[axis] / inner, inner, .. _sizes[(axis + 1)..]],
            [.. _strides[..axis], _strides[axis] * inner, _strides[axis], .. _strides[(axis + 1)..]]);
    }

    /// <summary>Whether both see the same places in the same order.</summary>
    /// <param name="other">Another view.</param>
    public bool IsSameAs(StridedView other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var same = Start == other.Start && Sizes.SequenceEqual(other.Sizes);
        for (var axis = 0; same && axis < Rank; axis++)
        {
            same = _sizes[axis] == 1 || _strides[axis] == other._strides[axis];
        }

        return same;
    }

    /// <summary>The view at the first place of an axis, without that axis.</summary>
    internal StridedView Without(int axis) =>
        new(Start, [.. _sizes[..axis], .. _sizes[(axis + 1)..]], [.. _strides[..axis], .. _strides[(axis + 1)..]]);

    /// <summary>Where a number lies.</summary>
    /// <param name="number">Its number, counted with the last axis fastest.</param>
    internal int Place(int number)
    {
        var place = Start;
        for (var axis = Rank - 1; axis >= 0; axis--)
        {
            (number, var here) = Math.DivRem(number, _sizes[axis]);
            place += here * _strides[axis];
        }

        return place;
    }

    /// <summary>All places lie in a memory of this length.</summary>
    internal void CheckMemory(int length)
    {
        var (first, last) = ((long)Start, (long)Start);
        for (var axis = 0; axis < Rank; axis++)
        {
            var reach = (_sizes[axis] - 1L) * _strides[axis];
            (first, last) = (first + Math.Min(reach, 0), last + Math.Max(reach, 0));
        }

        if (Length > 0 && (first < 0 || last >= length))
        {
            throw new ShapeException($"a view of {this} reaches from {first} to {last}, but there are {length} numbers.");
        }
    }

    /// <summary>"[2, 3] from 0, strides [3, 1]".</summary>
    public override string ToString() => $"[{string.Join(", ", _sizes)}] from {Start}, strides [{string.Join(", ", _strides)}]";
}
