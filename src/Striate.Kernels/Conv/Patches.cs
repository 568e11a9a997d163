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

    private readonly int _runLength;
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

    /// <summary>Copies the numbers <paramref name="first"/> … <paramref name="first"/> + <paramref name="count"/> − 1 of a row.</summary>
    public void Copy(int row, int first, int count, float* target)
    {
        var j = row % _outWidth;
        var i = row / _outWidth % _outHeight;
        var n = row / _outWidth / _outHeight;
        var image = _x + ((nint)n * _height * _width * _pixelStride);
        var tap = first / _runLength;
        var skip = first - (tap * _runLength);
        while (count > 0)
        {
            var length = Math.Min(_runLength - skip, count);
            CopyRun(image, i, j, tap, skip, length, target);
            target += length;
            count -= length;
            skip = 0;
            tap++;
        }
    }

    private void CopyRun(float* image, int i, int j, int tap, int skip, int length, float* target)
    {
        var y = (i * _strideH) - _top + (tap / _tapColumns * _dilationH);
        var x = (j * _strideW) - _left + (tap % _tapColumns * _dilationW);
        if (!OnImage(ref y, Spread.Height, _height) || (!_joined && !OnImage(ref x, Spread.Width, _width)))
        {
            Clear(target, length);
            return;
        }

        // A run may hang over the left or right rim of the image: what hangs over is zero.
        var line = image + ((nint)y * _width * _pixelStride);
        var start = (x * _pixelStride) + skip;
        var end = !_joined ? start + length : Math.Min(start + length, _width * _pixelStride);
        var from = Math.Max(start, 0);
        if (from >= end)
        {
            Clear(target, length);
            return;
        }

        Clear(target, from - start);
        Copy(line + from, target + (from - start), end - from);
        Clear(target + (end - start), start + length - end);
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

    // Runs are often a handful of floats (a 5×5 window over one channel): below a vector a loop beats the call.
    private static void Copy(float* source, float* target, int length)
    {
        if (length >= 16)
        {
            new ReadOnlySpan<float>(source, length).CopyTo(new Span<float>(target, length));
            return;
        }

        for (var k = 0; k < length; k++)
        {
            target[k] = source[k];
        }
    }

    private static void Clear(float* target, int length)
    {
        for (var k = 0; k < length; k++)
        {
            target[k] = 0;
        }
    }
}
