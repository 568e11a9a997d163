using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Striate.Kernels.Gemm;

namespace Striate.Kernels.Conv;

/// <summary>
/// The patches of a channels-last image batch as rows of a matrix that is never stored whole: row = place of the window
/// (n, i, j), column = (tap row, tap column, channel). A tap outside the image reads zero. With <see cref="Spread"/> &gt; 1
/// the image counts as spread out with zeros between its pixels, which is what the data gradient of a strided
/// convolution looks at.
/// </summary>
internal readonly unsafe struct Patches
{
    private readonly float* _x;
    private readonly int _pixelStride, _height, _width, _outHeight, _outWidth;
    private readonly int _taps, _tapColumns, _strideH, _strideW, _top, _left, _dilationH, _dilationW;

    private const int MostRuns = 256;

    private readonly int _runLength, _extentH, _extentW;
    private readonly bool _joined, _isPointwise;

    public Patches(
        float* x, int pixelStride, int channels, Size2d input, Size2d output, Size2d kernel, Size2d stride, int top, int left, Size2d dilation, Size2d spread)
    {
        _x = x;
        _pixelStride = pixelStride;
        (_height, _width) = (input.Height, input.Width);
        (_outHeight, _outWidth) = (output.Height, output.Width);
        (_strideH, _strideW) = (stride.Height, stride.Width);
        (_top, _left) = (top, left);
        (_dilationH, _dilationW) = (dilation.Height, dilation.Width);
        _extentH = ((kernel.Height - 1) * dilation.Height) + 1;
        _extentW = ((kernel.Width - 1) * dilation.Width) + 1;
        Spread = spread;

        _isPointwise = kernel == 1 && stride == 1 && spread == 1 && top == 0 && left == 0 && input == output;

        // Where neighbouring taps of a row lie side by side in memory, a whole row of the window is one run.
        _joined = pixelStride == channels && dilation.Width == 1 && spread.Width == 1;
        _tapColumns = _joined ? 1 : kernel.Width;
        _runLength = _joined ? kernel.Width * channels : channels;
        _taps = kernel.Height * _tapColumns;
    }

    /// <summary>Distance of the image's pixels on the grid that the window moves over.</summary>
    public Size2d Spread { get; }

    /// <summary>Numbers in a row.</summary>
    public int Length => _taps * _runLength;

    /// <summary>Where each pixel is a row of its own, the matrix lies in memory already and can be read in place.</summary>
    /// <param name="row">First row.</param>
    /// <param name="column">First column.</param>
    /// <param name="block">The matrix from there on.</param>
    public bool TryLookAt(int row, int column, out LeftFactor block)
    {
        block = new LeftFactor((nint)(_x + ((nint)row * _pixelStride) + column), _pixelStride, 1) { IsFar = true };
        return _isPointwise;
    }

    /// <summary>Copies a block of the matrix out: some columns of some consecutive rows. What lies outside the image is zero.</summary>
    /// <param name="row">First row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="column">First column.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="block">Where to.</param>
    /// <param name="stride">Distance of the block's rows.</param>
    public void Gather(int row, int rows, int column, int columns, float* block, nint stride) =>
        Walk<CopyOut>(row, rows, column, columns, block, stride);

    /// <summary>Adds a block to the image at the places that <see cref="Gather"/> reads. What lies outside the image is dropped.</summary>
    /// <param name="row">First row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="column">First column.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="block">What to add.</param>
    /// <param name="stride">Distance of the block's rows.</param>
    public void Scatter(int row, int rows, int column, int columns, float* block, nint stride) =>
        Walk<AddIn>(row, rows, column, columns, block, stride);

    private void Walk<T>(int row, int rows, int column, int columns, float* block, nint stride)
        where T : struct, IMove
    {
        // The runs are the same for every row but for the place of its window.
        var count = ((column + columns - 1) / _runLength) - (column / _runLength) + 1;
        if (count > MostRuns)
        {
            var half = ((column + (columns / 2)) / _runLength * _runLength) - column;
            Walk<T>(row, rows, column, half, block, stride);
            Walk<T>(row, rows, column + half, columns - half, block + half, stride);
            return;
        }

        var runs = stackalloc Run[count];
        FindRuns(column, columns, runs, count);
        var j = row % _outWidth;
        var i = row / _outWidth % _outHeight;
        var image = _x + ((nint)(row / _outWidth / _outHeight) * _height * _width * _pixelStride);
        for (; rows > 0; rows--, block += stride)
        {
            var y = (i * _strideH) - _top;
            var x = (j * _strideW) - _left;
            if (Spread == 1 && y >= 0 && x >= 0 && y + _extentH <= _height && x + _extentW <= _width)
            {
                Inside<T>(image + ((((nint)y * _width) + x) * _pixelStride), runs, count, block);
            }
            else
            {
                AcrossRim<T>(image, y, x, runs, count, block);
            }

            if (++j == _outWidth)
            {
                j = 0;
                if (++i == _outHeight)
                {
                    i = 0;
                    image += (nint)_height * _width * _pixelStride;
                }
            }
        }
    }

    private void FindRuns(int column, int columns, Run* runs, int count)
    {
        var tap = column / _runLength;
        var skip = column - (tap * _runLength);
        for (var k = 0; k < count; k++, tap++)
        {
            var (y, x) = (tap / _tapColumns * _dilationH, tap % _tapColumns * _dilationW);
            var length = Math.Min(_runLength - skip, columns);
            runs[k] = new Run(y, x, skip, length, ((((nint)y * _width) + x) * _pixelStride) + skip);
            columns -= length;
            skip = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Inside<T>(float* window, Run* runs, int count, float* row)
        where T : struct, IMove
    {
        for (var k = 0; k < count; k++)
        {
            T.OnImage(window + runs[k].Offset, row, runs[k].Length);
            row += runs[k].Length;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void AcrossRim<T>(float* image, int windowY, int windowX, Run* runs, int count, float* row)
        where T : struct, IMove
    {
        for (var k = 0; k < count; row += runs[k].Length, k++)
        {
            var y = windowY + runs[k].Y;
            var x = windowX + runs[k].X;
            var length = runs[k].Length;
            if (!OnImage(ref y, Spread.Height, _height) || (!_joined && !OnImage(ref x, Spread.Width, _width)))
            {
                T.Outside(row, length);
                continue;
            }

            // A joined run may hang over the left or right rim of the image.
            var start = (x * _pixelStride) + runs[k].Skip;
            var from = Math.Clamp(-start, 0, length);
            var to = _joined ? Math.Clamp((_width * _pixelStride) - start, from, length) : length;
            T.Outside(row, from);
            T.OnImage(image + ((nint)y * _width * _pixelStride) + start + from, row + from, to - from);
            T.Outside(row + to, length - to);
        }
    }

    private static bool OnImage(ref int place, int spread, int size)
    {
        if (spread > 1)
        {
            if (place % spread != 0)
            {
                return false;
            }

            place /= spread;
        }

        return (uint)place < (uint)size;
    }

    /// <summary>What happens between the image and a row of the matrix.</summary>
    private interface IMove
    {
        static abstract void OnImage(float* image, float* row, int length);

        static abstract void Outside(float* row, int length);
    }

    // Runs are often a handful of floats (a 5×5 window over one channel), where a call costs more than the copy. Two
    // vectors that overlap in the middle copy any length between one and two of them without a loop.
    private readonly struct CopyOut : IMove
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void OnImage(float* image, float* row, int length)
        {
            if (length >= 8)
            {
                var last = length - 8;
                for (var k = 0; k < last; k += 8)
                {
                    Vector256.Load(image + k).Store(row + k);
                }

                Vector256.Load(image + last).Store(row + last);
            }
            else if (length >= 4)
            {
                var (head, tail) = (Vector128.Load(image), Vector128.Load(image + length - 4));
                head.Store(row);
                tail.Store(row + length - 4);
            }
            else
            {
                for (var k = 0; k < length; k++)
                {
                    row[k] = image[k];
                }
            }
        }

        public static void Outside(float* row, int length) => new Span<float>(row, length).Clear();
    }

    private readonly struct AddIn : IMove
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void OnImage(float* image, float* row, int length)
        {
            var k = 0;
            for (; k <= length - 8; k += 8)
            {
                (Vector256.Load(image + k) + Vector256.Load(row + k)).Store(image + k);
            }

            if (k <= length - 4)
            {
                (Vector128.Load(image + k) + Vector128.Load(row + k)).Store(image + k);
                k += 4;
            }

            for (; k < length; k++)
            {
                image[k] += row[k];
            }
        }

        public static void Outside(float* row, int length)
        {
        }
    }

    /// <summary>Columns that lie side by side in memory: where the tap is, what of it is left out in front, how many numbers.</summary>
    private readonly record struct Run(int Y, int X, int Skip, int Length, nint Offset);
}
