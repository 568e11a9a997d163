namespace Striate.Kernels.Gemm;

/// <summary>
/// What a product sums over, and where its factors lie: c[i, j] (+)= Σs Σk a[i·RowStride + k·StepStride + s·SegmentStride] ·
/// b[k·RightStepStride + s·RightSegmentStride + j]. A plain product has one segment. In a convolution a segment is a row of
/// the window, whose pixels lie side by side in memory, or, for the filters' gradient, a row of outputs.
/// </summary>
/// <param name="Steps">Steps of a segment.</param>
/// <param name="RowStride">From one row of the left factor to the next.</param>
/// <param name="StepStride">From one step of the left factor to the next.</param>
/// <param name="RightStepStride">From one step of the right factor to the next.</param>
/// <param name="Segments">How many segments.</param>
/// <param name="SegmentStride">From one segment of the left factor to the next.</param>
/// <param name="RightSegmentStride">From one segment of the right factor to the next.</param>
internal readonly record struct Depth(
    int Steps, nint RowStride, nint StepStride, nint RightStepStride, int Segments = 1, nint SegmentStride = 0, nint RightSegmentStride = 0);
