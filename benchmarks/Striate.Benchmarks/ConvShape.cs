using Striate.Kernels.Conv;

namespace Striate.Benchmarks;

/// <summary>A convolution by name, one for each way to compute them.</summary>
/// <param name="Name">What the results call it.</param>
/// <param name="Geometry">Its sizes.</param>
public sealed record ConvShape(string Name, Conv2dGeometry Geometry)
{
    /// <summary>The shapes to measure.</summary>
    public static IEnumerable<ConvShape> All { get; } =
    [
        Create("3x3 64-64 @56 b8", 8, 64, 56, 64, kernel: 3, padding: 1),
        Create("3x3 512-512 @7 b8", 8, 512, 7, 512, kernel: 3, padding: 1),
        Create("3x3/2 64-128 @56 b8", 8, 64, 56, 128, kernel: 3, stride: 2, padding: 1),
        Create("1x1 256-64 @56 b8", 8, 256, 56, 64, kernel: 1),
        Create("5x5 6-16 @14 b128", 128, 6, 14, 16, kernel: 5),
        Create("7x7/2 3-64 @224 b8", 8, 3, 224, 64, kernel: 7, stride: 2, padding: 3),
        Create("3x3 3-64 @224 b4", 4, 3, 224, 64, kernel: 3, padding: 1),
        Create("5x5 1-6 @32 b128", 128, 1, 32, 6, kernel: 5),
        Create("depthwise/2 96 @56 b16", 16, 96, 56, 96, kernel: 3, stride: 2, padding: 1, groups: 96),
        Create("depthwise 96 @56 b16", 16, 96, 56, 96, kernel: 3, padding: 1, groups: 96),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static ConvShape Create(
        string name, int batch, int channels, int size, int filters, int kernel, int stride = 1, int padding = 0, int groups = 1) =>
        new(name, Conv2dGeometry.Create(batch, channels, size, filters, kernel, stride, padding, dilation: 1, groups, Fit.Floor));
}
