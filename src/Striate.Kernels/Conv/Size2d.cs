namespace Striate.Kernels.Conv;

/// <summary>A height and a width; a single number stands for both.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct Size2d(int Height, int Width)
{
    /// <summary>Both from one number.</summary>
    /// <param name="size">Rows and columns.</param>
    public static implicit operator Size2d(int size) => new(size, size);

    /// <summary>From (height, width).</summary>
    /// <param name="size">Rows, columns.</param>
    public static implicit operator Size2d((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>"5×5".</summary>
    public override string ToString() => $"{Height}×{Width}";
}
