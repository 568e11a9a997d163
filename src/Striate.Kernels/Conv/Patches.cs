using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    private readonly bool _joined;

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

    /// <summary>Copies a block of the matrix: some columns of some consecutive rows.</summary>
    /// <param name="row">First row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="column">First column.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="target">Where to.</param>
    /// <param name="stride">Distance of the target's rows.</param>
    public void Copy(int row, int rows, int column, int columns, float* target, nint stride)
    {
        // The runs are the same for every row but for the place of its window.
        var count = ((column + columns - 1) / _runLength) - (column / _runLength) + 1;
        if (count > MostRuns)
        {
            var half = ((column + (columns / 2)) / _runLength * _runLength) - column;
            Copy(row, rows, column, half, target, stride);
            Copy(row, rows, column + half, columns - half, target + half, stride);
            return;
        }

        var runs = stackalloc Run[count];
        FindRuns(column, columns, runs, count);
        var j = row % _outWidth;
        var i = row / _outWidth % _outHeight;
        var image = _x + ((nint)(row / _outWidth / _outHeight) * _height * _width * _pixelStride);
        for (; rows > 0; rows--, target += stride)
        {
            var y = (i * _strideH) - _top;
            var x = (j * _strideW) - _left;
            if (Spread == 1 && y >= 0 && x >= 0 && y + _extentH <= _height && x + _extentW <= _width)
            {
                CopyInside(image + (((nint)y * _width) + x) * _pixelStride, runs, count, target);
            }
            else
            {
                CopyAcrossRim(image, y, x, runs, count, target);
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

    private static void CopyInside(float* source, Run* runs, int count, float* target)
    {
        for (var k = 0; k < count; k++)
        {
            CopyFloats(source + runs[k].Offset, target, runs[k].Length);
            target += runs[k].Length;
        }
    }

    private void CopyAcrossRim(float* image, int windowY, int windowX, Run* runs, int count, float* target)
    {
        for (var k = 0; k < count; target += runs[k].Length, k++)
        {
            var y = windowY + runs[k].Y;
            var x = windowX + runs[k].X;
            var length = runs[k].Length;
            if (!OnImage(ref y, Spread.Height, _height) || (!_joined && !OnImage(ref x, Spread.Width, _width)))
            {
                new Span<float>(target, length).Clear();
                continue;
            }

            // A joined run may hang over the left or right rim of the image: what hangs over is zero.
            var line = image + ((nint)y * _width * _pixelStride);
            var start = (x * _pixelStride) + runs[k].Skip;
            var from = Math.Clamp(-start, 0, length);
            var to = _joined ? Math.Clamp((_width * _pixelStride) - start, from, length) : length;
            new Span<float>(target, from).Clear();
            CopyFloats(line + start + from, target + from, to - from);
            new Span<float>(target + to, length - to).Clear();
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

    // Runs are often a handful of floats (a 5×5 window over one channel), where a call costs more than the copy. Two
    // vectors that overlap in the middle copy any length between one and two of them without a loop.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFloats(float* source, float* target, int length)
    {
        if (length >= 8)
        {
            var last = length - 8;
            for (var k = 0; k < last; k += 8)
            {
                Vector256.Load(source + k).Store(target + k);
            }

            Vector256.Load(source + last).Store(target + last);
        }
        else if (length >= 4)
        {
            var (head, tail) = (Vector128.Load(source), Vector128.Load(source + length - 4));
            head.Store(target);
            tail.Store(target + length - 4);
        }
        else
        {
            for (var k = 0; k < length; k++)
            {
                target[k] = source[k];
            }
        }
    }

    /// <summary>Columns that lie side by side in memory: where the tap is, what of it is left out in front, how many numbers.</summary>
    private readonly record struct Run(int Y, int X, int Skip, int Length, nint Offset);
}
