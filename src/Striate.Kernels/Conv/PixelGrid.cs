namespace Striate.Kernels.Conv;

/// <summary>Where the pixels of channels-last images lie: all of them, or those of one phase of a stride.</summary>
/// <param name="first">The first pixel's first channel.</param>
/// <param name="imageStride">From an image to the next.</param>
/// <param name="rowStride">From a row to the next.</param>
/// <param name="pixelStride">From a pixel to the next.</param>
internal readonly unsafe struct PixelGrid(float* first, nint imageStride, nint rowStride, nint pixelStride)
{
    public nint PixelStride => pixelStride;

    public static PixelGrid Dense(float* first, int height, int width, int channels) =>
        new(first, (nint)height * width * channels, (nint)width * channels, channels);

    public static PixelGrid Phase(float* first, WindowAxis rows, WindowAxis columns, int row, int column, int channels) => new(
        first + ((((nint)row * columns.Input) + column) * channels),
        (nint)rows.Input * columns.Input * channels,
        (nint)rows.Stride * columns.Input * channels,
        (nint)columns.Stride * channels);

    public float* Row(int image, int row) => first + (image * imageStride) + (row * rowStride);
}
