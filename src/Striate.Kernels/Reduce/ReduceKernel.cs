using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Reduce;

/// <summary>Sums, maxima and minima over some of the axes of a block of numbers, the same bits at any number of threads.</summary>
public static unsafe partial class ReduceKernel
{
    // A line is cut into parts: threads share them, and the errors of a sum grow with the longest part, not with the line.
    private const int NumbersInPartOfLine = 2048, LeastRowsInPart = 64, MostRowsInPart = 256;

    // Columns next to one another in a piece: whole stretches of memory.
    private const int LeastColumnsInPiece = 64;

    /// <summary>y = fold of x over the folded axes.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="fold">How to fold.</param>
    /// <param name="x">Numbers.</param>
    /// <param name="y">Results: the axes that stay, in their order.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Run(ReduceGeometry g, Folding fold, ReadOnlySpan<float> x, Span<float> y)
    {
        ArgumentNullException.ThrowIfNull(g);
        Border.Length(x, g.Length);
        Border.Length(y, g.Results);
        fixed (float* px = x, py = y)
        {
            switch (fold)
            {
                case Folding.Sum:
                    RunPasses(g.Passes, new SumFold(), px, py);
                    break;
                case Folding.SumOfSquares:
                    RunPasses(g.Passes, new SumOfSquaresFold(), px, py);
                    break;
                case Folding.Max:
                    RunPasses(g.Passes, new MaxFold(), px, py);
                    break;
                case Folding.Min:
                    RunPasses(g.Passes, new MinFold(), px, py);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(fold), $"No fold {fold}.");
            }
        }
    }

    private static void RunPasses<TFold>(ReadOnlySpan<AxisGeometry> passes, TFold fold, float* x, float* y, bool isFirst = true)
        where TFold : unmanaged, IFoldFunction
    {
        if (passes.Length == 1)
        {
            RunPass(passes[0], fold, x, y, isFirst);
            return;
        }

        using var between = Scratch.Rent(passes[0].Lines);
        RunPass(passes[0], fold, x, between.Pointer, isFirst);
        RunPasses(passes[1..], fold, between.Pointer, y, isFirst: false);
    }

    private static void RunPass<TFold>(in AxisGeometry g, TFold fold, float* x, float* y, bool isFirst)
        where TFold : unmanaged, IFoldFunction
    {
        if (g.Lines == 0)
        {
            return;
        }

        var rowsInPart = g.Inner == 1 ? NumbersInPartOfLine : Math.Clamp(Border.Grain / g.Inner, LeastRowsInPart, MostRowsInPart);
        var work = new Parts<TFold>(g, rowsInPart, fold, isFirst, x, y);
        if (work.InLine == 1)
        {
            work.Start();
            return;
        }

        using var parts = Scratch.Rent(work.InLine * g.Lines);
        new Parts<TFold>(g, rowsInPart, fold, isFirst, x, parts.Pointer).Start();
        RunPass(AxisGeometry.Create(g.Outer, work.InLine, g.Inner), fold, parts.Pointer, y, isFirst: false);
    }

    // Each part of each line folded to a number, in pieces of some lines next to one another. What is folded of a number counts the first time alone.
    private readonly struct Parts<TFold>(AxisGeometry g, int rowsInPart, TFold fold, bool takes, float* x, float* y) : IRangeWork, IVectorRange
        where TFold : unmanaged, IFoldFunction
    {
        private const int MostLanes = 64;

        private readonly int _columnsInPiece = Math.Min(
            g.Inner, Math.Max(LeastColumnsInPiece, Border.Grain / Math.Clamp(g.Count, 1, rowsInPart) / LeastColumnsInPiece * LeastColumnsInPiece));

        /// <summary>Parts of a line.</summary>
        public int InLine => Math.Max(1, (g.Count + rowsInPart - 1) / rowsInPart);

        private int ColumnPieces => (g.Inner + _columnsInPiece - 1) / _columnsInPiece;

        public void Start() =>
            Workers.ForRange(g.Outer * InLine * ColumnPieces, Border.UnitsInPiece(Math.Min(g.Count, rowsInPart) * _columnsInPiece), this);

        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            if (g.Inner == 1 && g.Count < V.Count)
            {
                // Lines shorter than a vector: lanes are lines.
                using var columns = Scratch.Rent(length * g.Count);
                Transposition.Copy(x + ((nint)start * g.Count), g.Count, length, g.Count, columns.Pointer, length);
                FoldColumns<V>(columns.Pointer, length, g.Count, length, y + start);
                return;
            }

            for (var piece = start; piece < start + length; piece++)
            {
                var (line, columnPiece) = Math.DivRem(piece, ColumnPieces);
                var (outer, part) = Math.DivRem(line, InLine);
                var (row, column) = (part * rowsInPart, columnPiece * _columnsInPiece);
                var source = x + ((((nint)outer * g.Count) + row) * g.Inner) + column;
                var target = y + ((nint)line * g.Inner) + column;
                var rows = Math.Min(rowsInPart, g.Count - row);
                if (g.Inner == 1)
                {
                    *target = FoldLine<V>(source, rows);
                }
                else
                {
                    FoldColumns<V>(source, g.Inner, rows, Math.Min(_columnsInPiece, g.Inner - column), target);
                }
            }
        }

        private void FoldColumns<V>(float* source, nint stride, int rows, int columns, float* target)
            where V : unmanaged, IVector<V>
        {
            var j = 0;
            for (; j <= columns - Four<V>.Count; j += Four<V>.Count)
            {
                FoldColumn<Four<V>>(source + j, stride, rows, target + j, Four<V>.Count);
            }

            for (; j < columns; j += V.Count)
            {
                FoldColumn<V>(source + j, stride, rows, target + j, columns - j);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void FoldColumn<V>(float* source, nint stride, int rows, float* target, int left)
            where V : unmanaged, IVector<V>
        {
            var folded = V.Create(fold.Start);
            for (var i = 0; i < rows; i++, source += stride)
            {
                folded = fold.Join(folded, Take(VectorPart.Load<V>(source, left)));
            }

            VectorPart.Store(folded, target, left);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private float FoldLine<V>(float* source, int length)
            where V : unmanaged, IVector<V>
        {
            var lanes = stackalloc float[MostLanes];
            var folded = V.Create(fold.Start);
            var i = 0;
            if (length >= 2 * Four<V>.Count)
            {
                // Four chains of operations that overlap.
                var four = Four<V>.Create(fold.Start);
                for (; i <= length - Four<V>.Count; i += Four<V>.Count)
                {
                    four = fold.Join(four, Take(Four<V>.Load(source + i)));
                }

                Four<V>.Store(four, lanes);
                for (var lane = 0; lane < Four<V>.Count; lane += V.Count)
                {
                    folded = fold.Join(folded, V.Load(lanes + lane));
                }
            }

            for (; i <= length - V.Count; i += V.Count)
            {
                folded = fold.Join(folded, Take(V.Load(source + i)));
            }

            // The lanes past the last number hold what nothing folds to.
            V.Store(V.Create(fold.Start), lanes);
            if (i < length)
            {
                V.StorePart(Take(V.LoadPart(source + i, length - i)), lanes, length - i);
            }

            V.Store(fold.Join(folded, V.Load(lanes)), lanes);
            var result = fold.Start;
            for (var lane = 0; lane < V.Count; lane++)
            {
                result = fold.Join(result, lanes[lane]);
            }

            return result;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private V Take<V>(V value)
            where V : unmanaged, IVector<V> => takes ? fold.Take(value) : value;
    }
}
