namespace Striate.Kernels.Conv;

/// <summary>Slices, rows and columns added around a volume; a single number stands for all six sides.</summary>
/// <param name="Front">Slices before the first.</param>
/// <param name="Back">Slices after the last.</param>
/// <param name="Slice">Rows and columns around each slice.</param>
public readonly record struct Padding3d(int Front, int Back, Padding2d Slice)
{
    /// <summary>Slices before the first.</summary>
    public int Front { get; init; } = Padding2d.NotNegative(Front);

    /// <summary>Slices after the last.</summary>
    public int Back { get; init; } = Padding2d.NotNegative(Back);

    /// <summary>See <see cref="Padding2d.Same"/>.</summary>
    public static Padding3d Same => new(0, 0, Padding2d.Same);

    /// <summary>None: the window stays on the volume.</summary>
    public static Padding3d Valid => 0;

    /// <summary>Whether it is <see cref="Same"/>, whose numbers follow from the sizes.</summary>
    public bool IsSame => Slice.IsSame;

    /// <summary>The same on all sides.</summary>
    /// <param name="padding">Slices, rows and columns on each side.</param>
    public static implicit operator Padding3d(int padding) => new(padding, padding, padding);

    /// <summary>From (slices before and after, rows above and below, columns left and right).</summary>
    /// <param name="padding">Slices, rows, columns.</param>
    public static implicit operator Padding3d((int Slices, int Rows, int Columns) padding) =>
        new(padding.Slices, padding.Slices, (padding.Rows, padding.Columns));

    /// <summary>In numbers: what <see cref="Same"/> is for these sizes; anything else stays as it is.</summary>
    /// <param name="input">Depth, height and width of the input.</param>
    /// <param name="kernel">Depth, height and width of the window.</param>
    /// <param name="stride">Steps.</param>
    /// <param name="dilation">Distance between a window's places.</param>
    public Padding3d For(Size3d input, Size3d kernel, Size3d stride, Size3d dilation)
    {
        if (!IsSame)
        {
            return this;
        }

        var (front, back) = WindowAxis.SamePadding(input.Depth, kernel.Depth, stride.Depth, dilation.Depth);
        return new Padding3d(front, back, Slice.For(input.Slice, kernel.Slice, stride.Slice, dilation.Slice));
    }

    /// <summary>"same", "1", "1×2×3" or "1,2,0,0,3,4" (front, back, top, bottom, left, right), the shortest that says it.</summary>
    public override string ToString() =>
        IsSame ? "same"
        : Front != Back || Slice.Top != Slice.Bottom || Slice.Left != Slice.Right
            ? $"{Front},{Back},{Slice.Top},{Slice.Bottom},{Slice.Left},{Slice.Right}"
        : Front == Slice.Top && Front == Slice.Left ? $"{Front}" : $"{Front}×{Slice.Top}×{Slice.Left}";
}
