namespace Striate.Imaging;

/// <summary>A rectangle of pixels; the last row and column are not in it.</summary>
internal readonly record struct Box(int Top, int Left, int Bottom, int Right)
{
    /// <summary>What is enlarged to hold something: it holds nothing yet.</summary>
    public static Box Nothing { get; } = new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

    public int Height => Bottom - Top;

    public int Width => Right - Left;

    public int LongerSide => Math.Max(Height, Width);

    /// <summary>The smallest box around both.</summary>
    public Box Union(Box other) =>
        new(Math.Min(Top, other.Top), Math.Min(Left, other.Left), Math.Max(Bottom, other.Bottom), Math.Max(Right, other.Right));

    /// <summary>The box enlarged to hold one more place.</summary>
    public Box With(int row, int column) => Union(new Box(row, column, row + 1, column + 1));

    /// <summary>How many rows, or columns, lie between the two; 0 where they touch.</summary>
    public int Gap(Box other) => Math.Max(
        Math.Max(Math.Max(other.Top - Bottom, Top - other.Bottom), Math.Max(other.Left - Right, Left - other.Right)), 0);

    /// <summary>The box in a picture that is larger by a factor.</summary>
    public Box Scaled(float factor) => new(
        (int)(Top * factor), (int)(Left * factor), (int)MathF.Ceiling(Bottom * factor), (int)MathF.Ceiling(Right * factor));

    /// <summary>Broader by a margin on each side, as far as a picture goes.</summary>
    public Box Grown(int margin, int height, int width) => new(
        Math.Max(Top - margin, 0), Math.Max(Left - margin, 0), Math.Min(Bottom + margin, height), Math.Min(Right + margin, width));
}
