namespace Striate.Kernels.Conv;

/// <summary>A depth, a height and a width; a single number stands for all three.</summary>
/// <param name="Depth">Slices.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct Size3d(int Depth, int Height, int Width)
{
    /// <summary>All three from one number.</summary>
    /// <param name="size">Slices, rows and columns.</param>
    public static implicit operator Size3d(int size) => new(size, size, size);

    /// <summary>From (depth, height, width).</summary>
    /// <param name="size">Slices, rows, columns.</param>
    public static implicit operator Size3d((int Depth, int Height, int Width) size) => new(size.Depth, size.Height, size.Width);

    /// <summary>Height and width.</summary>
    public Size2d Slice => (Height, Width);

    /// <summary>"3×5×5".</summary>
    public override string ToString() => $"{Depth}×{Height}×{Width}";
}
