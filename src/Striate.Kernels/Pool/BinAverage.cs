using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Pool;

/// <summary>Averages over bins of rows and columns of channels-last images, and their gradient. Lanes are channels.</summary>
internal static unsafe class BinAverage
{
    public static void Forward<T>(int N, int C, T rows, T columns, ReadOnlySpan<float> x, Span<float> y)
        where T : unmanaged, IBins
    {
        using var table = Scratch.Rent(columns.Output * sizeof(Bin) / sizeof(float));
        var bins = (Bin*)table.Pointer;
        for (var j = 0; j < columns.Output; j++)
        {
            bins[j] = columns.At(j);
        }

        fixed (float* px = x, py = y)
        {
            Workers.ForRange(
                N * rows.Output, Border.UnitsInPiece(C * columns.Input), new ForwardRows<T>(C, rows, columns.Input, bins, columns.Output, px, py));
        }
    }

    public static void Backward<T>(int N, int C, T rows, T columns, ReadOnlySpan<float> dy, Span<float> dx)
        where T : unmanaged, IBins
    {
        using var rowTable = Scratch.Rent(BinsOfPlaces.Length(rows));
        using var columnTable = Scratch.Rent(BinsOfPlaces.Length(columns));
        var (down, across) = (BinsOfPlaces.Of(rows, rowTable.Pointer), BinsOfPlaces.Of(columns, columnTable.Pointer));
        fixed (float* pdy = dy, pdx = dx)
        {
            Workers.ForRange(N * rows.Input, Border.UnitsInPiece(C * columns.Input), new BackwardRows(C, down, across, pdy, pdx));
        }
    }

    /// <summary>What is done with some channels of a row.</summary>
    private interface IRowWork
    {
        /// <summary>Does a vector of channels, or what is left of one.</summary>
        void Channels<V>(int row, int c, int left)
            where V : unmanaged, IVector<V>;
    }

    // Four vectors of channels at a time, and the rest one by one.
    private static void ForEachRow<TRows, V>(in TRows rows, int start, int length, int C)
        where TRows : struct, IRowWork
        where V : unmanaged, IVector<V>
    {
        for (var row = start; row < start + length; row++)
        {
            var c = 0;
            for (; c <= C - Four<V>.Count; c += Four<V>.Count)
            {
                rows.Channels<Four<V>>(row, c, Four<V>.Count);
            }

            for (; c < C; c += V.Count)
            {
                rows.Channels<V>(row, c, C - c);
            }
        }
    }

    /// <summary>For each place of an axis the bins that hold it, which follow one another, and each bin's divisor.</summary>
    private readonly struct BinsOfPlaces
    {
        private readonly int* _first;
        private readonly int* _end;
        private readonly int* _divisor;

        private BinsOfPlaces(int inputs, int outputs, int* numbers)
        {
            (Inputs, Outputs) = (inputs, outputs);
            _first = numbers;
            _end = numbers + inputs;
            _divisor = numbers + (2 * inputs);
        }

        public int Inputs { get; }

        public int Outputs { get; }

        public static int Length<T>(T bins)
            where T : IBins => (2 * bins.Input) + bins.Output;

        public static BinsOfPlaces Of<T>(T bins, float* scratch)
            where T : IBins
        {
            var result = new BinsOfPlaces(bins.Input, bins.Output, (int*)scratch);
            new Span<int>(scratch, 2 * bins.Input).Clear();
            for (var i = bins.Output - 1; i >= 0; i--)
            {
                var bin = bins.At(i);
                result._divisor[i] = bin.Divisor;
                for (var place = bin.Start; place < bin.Start + bin.Count; place++)
                {
                    result._first[place] = i;
                    result._end[place] = Math.Max(result._end[place], i + 1);
                }
            }

            return result;
        }

        public int First(int place) => _first[place];

        public int End(int place) => _end[place];

        public float Divisor(int bin) => _divisor[bin];
    }

    private readonly struct ForwardRows<T>(int C, T rows, int width, Bin* columns, int outputs, float* x, float* y) : IRangeWork, IVectorRange, IRowWork
        where T : unmanaged, IBins
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V> => ForEachRow<ForwardRows<T>, V>(this, start, length, C);

        // A row of outputs for some channels.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Channels<V>(int row, int c, int left)
            where V : unmanaged, IVector<V>
        {
            var (n, i) = Math.DivRem(row, rows.Output);
            var down = rows.At(i);
            var line = (nint)width * C;
            var first = x + ((((nint)n * rows.Input) + down.Start) * line) + c;
            var target = y + ((nint)row * outputs * C) + c;
            for (var j = 0; j < outputs; j++, target += C)
            {
                // Row by row, so that a sum over a whole image stays exact to a few units in the last place.
                var across = columns[j];
                var window = first + ((nint)across.Start * C);
                var sum = V.Create(0);
                for (var u = 0; u < down.Count; u++, window += line)
                {
                    var place = window;
                    var sumOfRow = V.Create(0);
                    for (var v = 0; v < across.Count; v++, place += C)
                    {
                        sumOfRow += VectorPart.Load<V>(place, left);
                    }

                    sum += sumOfRow;
                }

                VectorPart.Store(sum * V.Create(1f / ((float)down.Divisor * across.Divisor)), target, left);
            }
        }
    }

    // Each place gathers from the bins that hold it, so that it is written once and by nobody else.
    private readonly struct BackwardRows(int C, BinsOfPlaces rows, BinsOfPlaces columns, float* dy, float* dx) : IRangeWork, IVectorRange, IRowWork
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V> => ForEachRow<BackwardRows, V>(this, start, length, C);

        // A row of places for some channels.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Channels<V>(int row, int c, int left)
            where V : unmanaged, IVector<V>
        {
            var (n, h) = Math.DivRem(row, rows.Inputs);
            var (firstRow, endRow) = (rows.First(h), rows.End(h));
            var line = (nint)columns.Outputs * C;
            var source = dy + ((((nint)n * rows.Outputs) + firstRow) * line) + c;
            var target = dx + ((nint)row * columns.Inputs * C) + c;
            for (var w = 0; w < columns.Inputs; w++, target += C)
            {
                var sum = V.Create(0);
                var from = source;
                for (var i = firstRow; i < endRow; i++, from += line)
                {
                    for (var j = columns.First(w); j < columns.End(w); j++)
                    {
                        sum = V.MultiplyAdd(VectorPart.Load<V>(from + ((nint)j * C), left), V.Create(1f / (rows.Divisor(i) * columns.Divisor(j))), sum);
                    }
                }

                VectorPart.Store(sum, target, left);
            }
        }
    }
}
