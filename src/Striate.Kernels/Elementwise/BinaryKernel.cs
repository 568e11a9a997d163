using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>Applies a function of two numbers to two operands that are repeated to one shape, and computes its gradients.</summary>
public static unsafe partial class BinaryKernel
{
    /// <summary>y = f(a, b).</summary>
    /// <typeparam name="TFunction">The kind of function.</typeparam>
    /// <param name="g">The sizes.</param>
    /// <param name="function">f, with its settings.</param>
    /// <param name="a">First operand.</param>
    /// <param name="b">Second operand.</param>
    /// <param name="y">Results; may be the same memory as an operand of as many numbers.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward<TFunction>(in BroadcastGeometry g, TFunction function, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
        where TFunction : unmanaged, IBinaryFunction => Run(g, new ValueMap<TFunction>(function), a, b, [], y);

    /// <summary>dy · ∂y/∂a, for each of the results: where a is repeated, what is still to be summed.</summary>
    /// <typeparam name="TFunction">The kind of function.</typeparam>
    /// <param name="g">The sizes.</param>
    /// <param name="function">f, with its settings.</param>
    /// <param name="a">First operand.</param>
    /// <param name="b">Second operand.</param>
    /// <param name="dy">Gradient of the results.</param>
    /// <param name="dx">As many numbers as there are results; may be the same memory as <paramref name="dy"/>.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void BackwardA<TFunction>(
        in BroadcastGeometry g, TFunction function, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> dy, Span<float> dx)
        where TFunction : unmanaged, IDifferentiableBinaryFunction
    {
        Border.Length(dy, g.Length);
        Run(g, new SlopeMapOfA<TFunction>(function), a, b, dy, dx);
    }

    /// <summary>dy · ∂y/∂b, for each of the results.</summary>
    /// <inheritdoc cref="BackwardA{TFunction}"/>
    public static void BackwardB<TFunction>(
        in BroadcastGeometry g, TFunction function, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> dy, Span<float> dx)
        where TFunction : unmanaged, IDifferentiableBinaryFunction
    {
        Border.Length(dy, g.Length);
        Run(g, new SlopeMapOfB<TFunction>(function), a, b, dy, dx);
    }

    private static void Run<TMap>(in BroadcastGeometry g, TMap map, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> dy, Span<float> y)
        where TMap : unmanaged, IMap
    {
        Border.Length(a, g.LengthOfA);
        Border.Length(b, g.LengthOfB);
        Border.Length(y, g.Length);
        if (g.Length == 0)
        {
            return;
        }

        fixed (float* pa = a, pb = b, pdy = dy, py = y)
        {
            var work = new MatrixWork<TMap>(g, map, pa, pb, pdy, py);
            Workers.ForRange(work.Pieces, Border.UnitsInPiece(work.NumbersInPiece), work);
        }
    }

    /// <summary>What becomes of a number of each operand.</summary>
    private interface IMap
    {
        V Of<V>(V a, V b)
            where V : unmanaged, IVector<V>;
    }

    private readonly struct ValueMap<TFunction>(TFunction function) : IMap
        where TFunction : unmanaged, IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Of<V>(V a, V b)
            where V : unmanaged, IVector<V> => function.Value(a, b);
    }

    private readonly struct SlopeMapOfA<TFunction>(TFunction function) : IMap
        where TFunction : unmanaged, IDifferentiableBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Of<V>(V a, V b)
            where V : unmanaged, IVector<V> => function.SlopeOfA(a, b);
    }

    private readonly struct SlopeMapOfB<TFunction>(TFunction function) : IMap
        where TFunction : unmanaged, IDifferentiableBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Of<V>(V a, V b)
            where V : unmanaged, IVector<V> => function.SlopeOfB(a, b);
    }

    // The matrices of rows and columns that the result consists of, in pieces of some rows or of a part of one.
    private readonly struct MatrixWork<TMap>(BroadcastGeometry g, TMap map, float* a, float* b, float* dy, float* y) : IRangeWork, IVectorRange
        where TMap : unmanaged, IMap
    {
        private readonly int _columnsInPiece = Math.Min(g.Columns.Size, Border.Grain);
        private readonly int _rowsInPiece = Math.Min(g.Rows.Size, Border.UnitsInPiece(g.Columns.Size));

        public int NumbersInPiece => _columnsInPiece * _rowsInPiece;

        public int Pieces => g.Length / (g.Rows.Size * g.Columns.Size) * RowPieces * ColumnPieces;

        private int RowPieces => (g.Rows.Size + _rowsInPiece - 1) / _rowsInPiece;

        private int ColumnPieces => (g.Columns.Size + _columnsInPiece - 1) / _columnsInPiece;

        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            for (var piece = start; piece < start + length; piece++)
            {
                var (rest, columnPiece) = Math.DivRem(piece, ColumnPieces);
                var (matrix, rowPiece) = Math.DivRem(rest, RowPieces);
                var (row, column) = (rowPiece * _rowsInPiece, columnPiece * _columnsInPiece);
                var (offsetA, offsetB) = g.Start(matrix);
                var left = new Operand(a + offsetA, g.Rows.StrideA, g.Columns.StrideA).Skip(row, column);
                var right = new Operand(b + offsetB, g.Rows.StrideB, g.Columns.StrideB).Skip(row, column);
                var place = ((((nint)matrix * g.Rows.Size) + row) * g.Columns.Size) + column;
                var (rows, columns) = (Math.Min(_rowsInPiece, g.Rows.Size - row), Math.Min(_columnsInPiece, g.Columns.Size - column));
                if (columns < V.Count && rows > 1)
                {
                    // Rows shorter than a vector, such as pixels of three channels, are better one long row.
                    using var denseLeft = Scratch.Rent(rows * columns);
                    using var denseRight = Scratch.Rent(rows * columns);
                    left = left.Spread(rows, columns, denseLeft.Pointer);
                    right = right.Spread(rows, columns, denseRight.Pointer);
                    RunMatrix<V>(left, right, dy + place, y + place, 1, rows * columns);
                }
                else
                {
                    RunMatrix<V>(left, right, dy + place, y + place, rows, columns);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void RunMatrix<V>(Operand left, Operand right, float* factor, float* target, int rows, int columns)
            where V : unmanaged, IVector<V>
        {
            for (var i = 0; i < rows; i++, left = left.Skip(1, 0), right = right.Skip(1, 0), target += columns, factor += columns)
            {
                for (var j = 0; j < columns; j += V.Count)
                {
                    var rest = columns - j;
                    var value = map.Of(left.Load<V>(j, rest), right.Load<V>(j, rest));
                    VectorPart.Store(dy is null ? value : value * VectorPart.Load<V>(factor + j, rest), target + j, rest);
                }
            }
        }
    }

    // An operand behind the border.
    private readonly struct Operand(float* x, nint rowStride, nint columnStride)
    {
        private readonly float* _x = x;

        public Operand Skip(int rows, int columns) => new(_x + (rows * rowStride) + (columns * columnStride), rowStride, columnStride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Load<V>(int column, int left)
            where V : unmanaged, IVector<V> => columnStride == 0 ? V.Create(*_x) : VectorPart.Load<V>(_x + column, left);

        /// <summary>The same numbers without repetition, one after the other.</summary>
        public Operand Spread(int rows, int columns, float* target)
        {
            if (columnStride == 1 && rowStride == columns)
            {
                return this;
            }

            // Where all rows are alike one is written, and then copied over and over, twice as many each time.
            var written = rowStride == 0 ? 1 : rows;
            for (var i = 0; i < written; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    target[(i * columns) + j] = _x[(i * rowStride) + (j * columnStride)];
                }
            }

            for (; written < rows; written *= 2)
            {
                var more = Math.Min(written, rows - written);
                new ReadOnlySpan<float>(target, more * columns).CopyTo(new Span<float>(target + (written * columns), more * columns));
            }

            return new Operand(target, columns, 1);
        }
    }
}
