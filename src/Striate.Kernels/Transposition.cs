using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Striate.Kernels.Vectors;

namespace Striate.Kernels;

/// <summary>Transposes a matrix from one place in memory to another.</summary>
internal static unsafe class Transposition
{
    // Blocks of 32 × 32: both sides of one stay in the first cache, whatever the strides.
    private const int Block = 32;

    // Floats of a vector of 256 bits, and how Permute2x128 is asked for the lower halves of two of them, and for the upper ones.
    private const int Floats = 8;
    private const byte Lower = 0x20, Upper = 0x31;

    /// <summary>target[j·targetStride + i] = source[i·sourceStride + j].</summary>
    /// <param name="source">The matrix.</param>
    /// <param name="sourceStride">Distance of its rows.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="target">Where to.</param>
    /// <param name="targetStride">Distance of the target's rows.</param>
    public static void Copy(float* source, nint sourceStride, int rows, int columns, float* target, nint targetStride)
    {
        for (var i = 0; i < rows; i += Block)
        {
            for (var j = 0; j < columns; j += Block)
            {
                CopyBlock(
                    source + (i * sourceStride) + j, sourceStride, Math.Min(Block, rows - i), Math.Min(Block, columns - j),
                    target + (j * targetStride) + i, targetStride);
            }
        }
    }

    private static void CopyBlock(float* source, nint sourceStride, int rows, int columns, float* target, nint targetStride)
    {
        if (!Sse.IsSupported || rows < 4 || columns < 4)
        {
            CopyNumbers(source, sourceStride, rows, columns, target, targetStride);
        }
        else if (Avx.IsSupported && rows is > 4 and < Floats && targetStride == rows && columns >= Floats)
        {
            CopyToPixels(source, sourceStride, rows, columns, target);
        }
        else if (Avx.IsSupported && columns is > 4 and < Floats && sourceStride == columns && rows >= Floats)
        {
            CopyFromPixels(source, rows, columns, target, targetStride);
        }
        else if (Avx.IsSupported && rows >= Tall.Rows)
        {
            CopyTiles<Tall>(source, sourceStride, rows, columns, target, targetStride);
        }
        else if (Avx.IsSupported && columns >= Wide.Columns)
        {
            CopyTiles<Wide>(source, sourceStride, rows, columns, target, targetStride);
        }
        else
        {
            CopyTiles<Square>(source, sourceStride, rows, columns, target, targetStride);
        }
    }

    private static void CopyTiles<T>(float* source, nint sourceStride, int rows, int columns, float* target, nint targetStride)
        where T : struct, ITile
    {
        // The last ones start early enough to be whole: some numbers are copied twice.
        for (var i = 0; i < rows; i += T.Rows)
        {
            var row = Math.Min(i, rows - T.Rows);
            for (var j = 0; j < columns; j += T.Columns)
            {
                var column = Math.Min(j, columns - T.Columns);
                T.Copy(source + (row * sourceStride) + column, sourceStride, target + (column * targetStride) + row, targetStride);
            }
        }
    }

    // Five to seven rows become neighbours, as planes become pixels: a whole vector is stored for each column, and what it has past the last row is
    // overwritten by the next column's.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CopyToPixels(float* source, nint sourceStride, int rows, int columns, float* target)
    {
        var fifth = source + (4 * sourceStride);
        var (toSixth, toSeventh) = (rows > 5 ? sourceStride : 0, rows > 6 ? 2 * sourceStride : 0);
        for (var j = 0; j < columns; j += Floats)
        {
            // The last ones start early enough to be whole.
            var first = Math.Min(j, columns - Floats);
            var from = source + first;
            var to = target + ((nint)first * rows);
            var (a, b) = (Vector256.Load(from), Vector256.Load(from + sourceStride));
            var (c, d) = (Vector256.Load(from + (2 * sourceStride)), Vector256.Load(from + (3 * sourceStride)));
            from = fifth + first;
            var (e, f, g) = (Vector256.Load(from), Vector256.Load(from + toSixth), Vector256.Load(from + toSeventh));
            var h = g;
            Transpose(ref a, ref b, ref c, ref d);
            Transpose(ref e, ref f, ref g, ref h);
            Avx.Permute2x128(a, e, Lower).Store(to);
            Avx.Permute2x128(b, f, Lower).Store(to + rows);
            Avx.Permute2x128(c, g, Lower).Store(to + (2 * rows));
            Avx.Permute2x128(d, h, Lower).Store(to + (3 * rows));
            Avx.Permute2x128(a, e, Upper).Store(to + (4 * rows));
            Avx.Permute2x128(b, f, Upper).Store(to + (5 * rows));
            Avx.Permute2x128(c, g, Upper).Store(to + (6 * rows));
            Floats8.StorePart(new Floats8(Avx.Permute2x128(d, h, Upper)), to + (7 * rows), rows);
        }
    }

    // The other way: a whole vector is loaded for each row, of which the last ends at the matrix's end.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CopyFromPixels(float* source, int rows, int columns, float* target, nint targetStride)
    {
        for (var i = 0; i < rows; i += Floats)
        {
            var first = Math.Min(i, rows - Floats);
            var from = source + ((nint)first * columns);
            var to = target + first;
            var (a, b) = (Vector256.Load(from), Vector256.Load(from + columns));
            var (c, d) = (Vector256.Load(from + (2 * columns)), Vector256.Load(from + (3 * columns)));
            from += 4 * columns;
            var (e, f) = (Vector256.Load(from), Vector256.Load(from + columns));
            var (g, h) = (Vector256.Load(from + (2 * columns)), Floats8.LoadPart(from + (3 * columns), columns).Value);
            var (k, l, m, n) = (Avx.Permute2x128(a, e, Upper), Avx.Permute2x128(b, f, Upper), Avx.Permute2x128(c, g, Upper), Avx.Permute2x128(d, h, Upper));
            (a, b, c, d) = (Avx.Permute2x128(a, e, Lower), Avx.Permute2x128(b, f, Lower), Avx.Permute2x128(c, g, Lower), Avx.Permute2x128(d, h, Lower));
            Transpose(ref a, ref b, ref c, ref d);
            Transpose(ref k, ref l, ref m, ref n);
            a.Store(to);
            b.Store(to + targetStride);
            c.Store(to + (2 * targetStride));
            d.Store(to + (3 * targetStride));
            to += 4 * targetStride;
            k.Store(to);
            if (columns > 5)
            {
                l.Store(to + targetStride);
            }

            if (columns > 6)
            {
                m.Store(to + (2 * targetStride));
            }
        }
    }

    /// <summary>A part of the matrix that is transposed in registers.</summary>
    private interface ITile
    {
        static abstract int Rows { get; }

        static abstract int Columns { get; }

        static abstract void Copy(float* source, nint sourceStride, float* target, nint targetStride);
    }

    private readonly struct Square : ITile
    {
        public static int Rows => 4;

        public static int Columns => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Copy(float* source, nint sourceStride, float* target, nint targetStride)
        {
            var (a, b) = (Vector128.Load(source), Vector128.Load(source + sourceStride));
            var (c, d) = (Vector128.Load(source + (2 * sourceStride)), Vector128.Load(source + (3 * sourceStride)));
            var (ab01, ab23) = (Sse.UnpackLow(a, b), Sse.UnpackHigh(a, b));
            var (cd01, cd23) = (Sse.UnpackLow(c, d), Sse.UnpackHigh(c, d));
            Sse.MoveLowToHigh(ab01, cd01).Store(target);
            Sse.MoveHighToLow(cd01, ab01).Store(target + targetStride);
            Sse.MoveLowToHigh(ab23, cd23).Store(target + (2 * targetStride));
            Sse.MoveHighToLow(cd23, ab23).Store(target + (3 * targetStride));
        }
    }

    // Two squares, one below the other, in the halves of longer vectors: the transposed rows are whole vectors.
    private readonly struct Tall : ITile
    {
        public static int Rows => 8;

        public static int Columns => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Copy(float* source, nint sourceStride, float* target, nint targetStride)
        {
            var (a, b) = (Load(source, sourceStride), Load(source + sourceStride, sourceStride));
            var (c, d) = (Load(source + (2 * sourceStride), sourceStride), Load(source + (3 * sourceStride), sourceStride));
            Transpose(ref a, ref b, ref c, ref d);
            a.Store(target);
            b.Store(target + targetStride);
            c.Store(target + (2 * targetStride));
            d.Store(target + (3 * targetStride));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<float> Load(float* row, nint stride) => Vector256.Create(Vector128.Load(row), Vector128.Load(row + (4 * stride)));
    }

    // Two squares side by side: the rows are whole vectors, and the transposed ones are halves.
    private readonly struct Wide : ITile
    {
        public static int Rows => 4;

        public static int Columns => 8;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Copy(float* source, nint sourceStride, float* target, nint targetStride)
        {
            var (a, b) = (Vector256.Load(source), Vector256.Load(source + sourceStride));
            var (c, d) = (Vector256.Load(source + (2 * sourceStride)), Vector256.Load(source + (3 * sourceStride)));
            Transpose(ref a, ref b, ref c, ref d);
            Store(a, target, targetStride);
            Store(b, target + targetStride, targetStride);
            Store(c, target + (2 * targetStride), targetStride);
            Store(d, target + (3 * targetStride), targetStride);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Store(Vector256<float> value, float* target, nint stride)
        {
            value.GetLower().Store(target);
            value.GetUpper().Store(target + (4 * stride));
        }
    }

    // The squares in both halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector256<float> a, ref Vector256<float> b, ref Vector256<float> c, ref Vector256<float> d)
    {
        var (ab01, ab23) = (Avx.UnpackLow(a, b).AsDouble(), Avx.UnpackHigh(a, b).AsDouble());
        var (cd01, cd23) = (Avx.UnpackLow(c, d).AsDouble(), Avx.UnpackHigh(c, d).AsDouble());
        a = Avx.UnpackLow(ab01, cd01).AsSingle();
        b = Avx.UnpackHigh(ab01, cd01).AsSingle();
        c = Avx.UnpackLow(ab23, cd23).AsSingle();
        d = Avx.UnpackHigh(ab23, cd23).AsSingle();
    }

    private static void CopyNumbers(float* source, nint sourceStride, int rows, int columns, float* target, nint targetStride)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                target[(j * targetStride) + i] = source[(i * sourceStride) + j];
            }
        }
    }
}
