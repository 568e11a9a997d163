using System.Runtime.CompilerServices;

namespace Striate.Kernels.Shaping;

/// <summary>One loop of a walk over two views at once.</summary>
/// <param name="Size">How many steps.</param>
/// <param name="From">Distance of a step in the first view.</param>
/// <param name="To">Distance of a step in the second.</param>
internal readonly record struct StridedLoop(int Size, nint From, nint To);

/// <summary>
/// The loops that walk over two views of equal sizes at once, in the order of the second one's memory and as few as can be: axes of
/// one place are left out, and axes that follow on one another in both are one.
/// </summary>
internal struct StridedLoops
{
    private Loops _loops;

    /// <summary>How many loops.</summary>
    public int Count { get; private set; }

    /// <summary>A loop; 0 is the outermost.</summary>
    public readonly StridedLoop this[int index] => _loops[index];

    /// <summary>How many steps in all.</summary>
    public readonly int Length
    {
        get
        {
            var length = 1;
            for (var i = 0; i < Count; i++)
            {
                length *= _loops[i].Size;
            }

            return length;
        }
    }

    public static StridedLoops Of(StridedView from, StridedView to)
    {
        var loops = default(StridedLoops);
        for (var axis = 0; axis < from.Rank; axis++)
        {
            if (from.Sizes[axis] != 1)
            {
                loops.Insert(new StridedLoop(from.Sizes[axis], from.Strides[axis], to.Strides[axis]));
            }
        }

        loops.Join();
        return loops;
    }

    /// <summary>Takes a loop out; a single step where there is none of this number.</summary>
    public StridedLoop TakeOut(int index)
    {
        if (index < 0)
        {
            return new StridedLoop(1, 0, 0);
        }

        var loop = _loops[index];
        Count--;
        for (var i = index; i < Count; i++)
        {
            _loops[i] = _loops[i + 1];
        }

        return loop;
    }

    /// <summary>How far a step is from the first one, in both memories; the last loop varies fastest.</summary>
    public readonly (nint From, nint To) At(int step)
    {
        var (from, to) = ((nint)0, (nint)0);
        for (var i = Count - 1; i >= 0; i--)
        {
            (step, var here) = Math.DivRem(step, _loops[i].Size);
            (from, to) = (from + (here * _loops[i].From), to + (here * _loops[i].To));
        }

        return (from, to);
    }

    // The largest distance in the second memory goes outermost.
    private void Insert(StridedLoop loop)
    {
        var i = Count++;
        for (; i > 0 && nint.Abs(_loops[i - 1].To) < nint.Abs(loop.To); i--)
        {
            _loops[i] = _loops[i - 1];
        }

        _loops[i] = loop;
    }

    private void Join()
    {
        for (var i = Count - 1; i > 0; i--)
        {
            var (outer, inner) = (_loops[i - 1], _loops[i]);
            if (outer.From == inner.From * inner.Size && outer.To == inner.To * inner.Size)
            {
                _loops[i - 1] = inner with { Size = outer.Size * inner.Size };
                TakeOut(i);
            }
        }
    }

    [InlineArray(StridedView.MaxRank)]
    private struct Loops
    {
        private StridedLoop _first;
    }
}
