using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>What sizes of pictures share.</summary>
internal static class Sizes
{
    private const int Largest = 1 << 14;

    public static Size2d Of(Picture picture) => (picture.Height, picture.Width);

    public static Size2d Check(Size2d size) => size is { Height: >= 1 and <= Largest, Width: >= 1 and <= Largest }
        ? size
        : throw new ArgumentOutOfRangeException(nameof(size), size, $"A picture's height and width lie between 1 and {Largest}.");
}
