using Striate.Kernels.Conv;

namespace Striate.Kernels.Shaping;

/// <summary>Squares of pixels that become channels, or channels that become squares of pixels.</summary>
public sealed class PixelShuffleGeometry : IGeometry
{
    private PixelShuffleGeometry(WindowAxis rows, WindowAxis columns, bool enlarges) => (Window, IsTransposed) = ((rows, columns), enlarges);

    /// <summary>None: numbers are moved.</summary>
    public long MultiplyAdds => 0;

    /// <summary>The square, which moves over the larger images by its own size.</summary>
    public (WindowAxis Rows, WindowAxis Columns)? Window { get; }

    /// <summary>Whether the larger images are the output.</summary>
    public bool IsTransposed { get; }

    /// <summary>Checks the sizes.</summary>
    /// <param name="larger">Height and width of the larger images, multiples of the factor.</param>
    /// <param name="factor">Height and width of a square, at least 1.</param>
    /// <param name="enlarges">Whether the larger images are the output.</param>
    /// <exception cref="ShapeException">The factor does not divide the sizes.</exception>
    public static PixelShuffleGeometry Create(Size2d larger, int factor, bool enlarges) => factor >= 1 && larger.Height % factor == 0 && larger.Width % factor == 0
        ? new PixelShuffleGeometry(Axis(larger.Height, factor), Axis(larger.Width, factor), enlarges)
        : throw new ShapeException($"images of {larger} cannot be cut into squares of {factor}×{factor} pixels: height and width must be multiples of {factor}.");

    private static WindowAxis Axis(int length, int factor) => WindowAxis.Create(length, factor, factor, 0, 0, 1, Fit.Exact);
}
