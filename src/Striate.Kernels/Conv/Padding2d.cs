namespace Striate.Kernels.Conv;

/// <summary>Rows and columns added around an image; a single number stands for all four sides.</summary>
/// <param name="Top">Rows above.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Left">Columns to the left.</param>
/// <param name="Right">Columns to the right.</param>
public readonly record struct Padding2d(int Top, int Bottom, int Left, int Right)
{
    /// <summary>The same on all sides.</summary>
    /// <param name="padding">Rows and columns on each side.</param>
    public static implicit operator Padding2d(int padding) => new(padding, padding, padding, padding);

    /// <summary>From (rows above and below, columns left and right).</summary>
    /// <param name="padding">Rows, columns.</param>
    public static implicit operator Padding2d((int Rows, int Columns) padding) =>
        new(padding.Rows, padding.Rows, padding.Columns, padding.Columns);

    /// <summary>"1", "1×2" or "1,2,3,4" (top, bottom, left, right), the shortest that says it.</summary>
    public override string ToString() =>
        Top != Bottom || Left != Right ? $"{Top},{Bottom},{Left},{Right}" : Top == Left ? $"{Top}" : $"{Top}×{Left}";
}
