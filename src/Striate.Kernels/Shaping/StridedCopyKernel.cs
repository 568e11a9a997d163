using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Shaping;

/// <summary>
/// Copies a box of numbers from one view of memory to another, or adds it there: permuting, slicing, putting together, padding,
/// and the gradients of all these.
/// </summary>
public static unsafe partial class StridedCopyKernel
{
    // A tile of a transposition: both sides of it stay in the second cache, whatever the strides.
    private const int TransposedTile = 128;

    /// <summary>y[to] = x[from] at every place of the box.</summary>
    /// <param name="from">Where the numbers lie in x.</param>
    /// <param name="x">The source.</param>
    /// <param name="to">Where they go in y: equal sizes, and no place twice.</param>
    /// <param name="y">The target; its other numbers stay as they are.</param>
    /// <exception cref="ShapeException">The sizes differ, or a view leaves its memory.</exception>
    public static void Run(StridedView from, ReadOnlySpan<float> x, StridedView to, Span<float> y) => Run<Copying>(from, x, to, y);

    /// <summary>y[to] += x[from] at every place of the box.</summary>
    /// <inheritdoc cref="Run(StridedView, ReadOnlySpan{float}, StridedView, Span{float})"/>
    public static void Add(StridedView from, ReadOnlySpan<float> x, StridedView to, Span<float> y) => Run<Adding>(from, x, to, y);

    private static void Run<T>(StridedView from, ReadOnlySpan<float> x, StridedView to, Span<float> y)
        where T : struct, IMove
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (!from.Sizes.SequenceEqual(to.Sizes))
        {
            throw new ShapeException($"a view of {from} does not go to one of {to}: both must have equal sizes.");
        }

        from.CheckMemory(x.Length);
        to.CheckMemory(y.Length);
        if (from.Length > 0)
        {
            fixed (float* px = x, py = y)
            {
                var tiles = new Tiles<T>(StridedLoops.Of(from, to), px + from.Start, py + to.Start);
                Workers.ForRange(tiles.Count, tiles.Grain, tiles);
            }
        }
    }

    /// <summary>What happens to a number on its way.</summary>
    private interface IMove
    {
        static abstract bool IsCopy { get; }

        /// <summary>Numbers side by side on both sides.</summary>
        static abstract void Run(float* x, float* y, int count);

        /// <summary>One number.</summary>
        static abstract void Move(float* x, float* y);
    }

    private readonly struct Copying : IMove
    {
        public static bool IsCopy => true;

        public static void Run(float* x, float* y, int count) => new ReadOnlySpan<float>(x, count).CopyTo(new Span<float>(y, count));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Move(float* x, float* y) => *y = *x;
    }

    private readonly struct Adding : IMove
    {
        public static bool IsCopy => false;

        public static void Run(float* x, float* y, int count)
        {
            var target = new Span<float>(y, count);
            TensorPrimitives.Add(target, new ReadOnlySpan<float>(x, count), target);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Move(float* x, float* y) => *y += *x;
    }

    /// <summary>Two loops are cut into tiles; the loops over tiles and all others number the pieces of work.</summary>
    private readonly struct Tiles<T> : IRangeWork
        where T : struct, IMove
    {
        // Below this many, one number after another is quicker than a call.
        private const int ShortestRun = 8;
        private const int SmallestTransposition = 4;

        private readonly float* _x, _y;
        private readonly StridedLoops _loops;
        private readonly StridedLoop _rows, _columns;
        private readonly int _rowsOfTile, _columnsOfTile, _tilesDown, _tilesAcross;
        private readonly bool _runs, _transposes;

        public Tiles(StridedLoops loops, float* x, float* y)
        {
            _x = x;
            _y = y;
            _columns = loops.TakeOut(loops.Count - 1);

            // The innermost loop runs along the target's memory. The next runs along the source's where that is another axis, so
            // that the two make a transposition.
            var unitStep = IndexOfUnitStep(loops);
            _runs = _columns.From == 1 && _columns.To == 1 && _columns.Size >= ShortestRun;
            _rows = loops.TakeOut(_columns.From == 1 || unitStep < 0 ? loops.Count - 1 : unitStep);
            _transposes = T.IsCopy && _columns.To == 1 && _rows.From == 1 && Math.Min(_rows.Size, _columns.Size) >= SmallestTransposition;

            // A few numbers at a time are slow, in whatever order they lie.
            if (!_transposes && _columns.Size < Math.Min(_rows.Size, ShortestRun))
            {
                (_rows, _columns) = (_columns, _rows);
            }

            _columnsOfTile = Math.Min(_columns.Size, _runs ? Border.Grain : TransposedTile);
            _rowsOfTile = Math.Min(_rows.Size, Border.UnitsInPiece(_columnsOfTile));
            (_tilesDown, _tilesAcross) = (CeilingOf(_rows.Size, _rowsOfTile), CeilingOf(_columns.Size, _columnsOfTile));
            _loops = loops;
        }

        public int Count => _loops.Length * _tilesDown * _tilesAcross;

        public int Grain => Border.UnitsInPiece(_rowsOfTile * _columnsOfTile);

        public void Run(int start, int length)
        {
            for (var tile = start; tile < start + length; tile++)
            {
                var (outer, inner) = Math.DivRem(tile, _tilesDown * _tilesAcross);
                var (down, across) = Math.DivRem(inner, _tilesAcross);
                var (row, column) = (down * _rowsOfTile, across * _columnsOfTile);
                var (from, to) = _loops.At(outer);
                Move(
                    _x + from + (row * _rows.From) + (column * _columns.From),
                    _y + to + (row * _rows.To) + (column * _columns.To),
                    Math.Min(_rowsOfTile, _rows.Size - row),
                    Math.Min(_columnsOfTile, _columns.Size - column));
            }
        }

        private static int CeilingOf(int size, int part) => (int)(((long)size + part - 1) / part);

        private static int IndexOfUnitStep(in StridedLoops loops)
        {
            for (var i = 0; i < loops.Count; i++)
            {
                if (loops[i].From == 1)
                {
                    return i;
                }
            }

            return -1;
        }

        private void Move(float* x, float* y, int rows, int columns)
        {
            if (_transposes)
            {
                Transposition.Copy(x, _columns.From, columns, rows, y, _rows.To);
            }
            else if (_runs)
            {
                for (var i = 0; i < rows; i++)
                {
                    T.Run(x + (i * _rows.From), y + (i * _rows.To), columns);
                }
            }
            else
            {
                for (var i = 0; i < rows; i++)
                {
                    MoveNumbers(x + (i * _rows.From), _columns.From, y + (i * _rows.To), _columns.To, columns);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void MoveNumbers(float* x, nint from, float* y, nint to, int count)
        {
            for (var i = 0; i < count; i++, x += from, y += to)
            {
                T.Move(x, y);
            }
        }
    }
}
