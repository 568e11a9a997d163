namespace Striate.Kernels.Conv;

/// <summary>Rows and columns added around an image; a single number stands for all four sides.</summary>
/// <param name="Top">Rows above.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Left">Columns to the left.</param>
/// <param name="Right">Columns to the right.</param>
public readonly record struct Padding2d(int Top, int Bottom, int Left, int Right)
{
    /// <summary>Rows above.</summary>
    public int Top { get; init; } = NotNegative(Top);

    /// <summary>Rows below.</summary>
    public int Bottom { get; init; } = NotNegative(Bottom);

    /// <summary>Columns to the left.</summary>
    public int Left { get; init; } = NotNegative(Left);

    /// <summary>Columns to the right.</summary>
    public int Right { get; init; } = NotNegative(Right);

    /// <summary>
    /// As much as makes ⌈input / stride⌉ places of the output: with stride 1 it is as large as the input. In all
    /// max((⌈input / stride⌉ − 1)·stride + dilation·(kernel − 1) + 1 − input, 0) along each axis, the larger half at the far side: with
    /// stride 1 as in PyTorch, which has no other, and with any as in TensorFlow and Keras.
    /// </summary>
    public static Padding2d Same => new(0, 0, 0, 0) { IsSame = true };

    /// <summary>None: the window stays on the image.</summary>
    public static Padding2d Valid => 0;

    /// <summary>Whether it is <see cref="Same"/>, whose numbers follow from the sizes.</summary>
    public bool IsSame { get; private init; }

    /// <summary>The same on all sides.</summary>
    /// <param name="padding">Rows and columns on each side.</param>
    public static implicit operator Padding2d(int padding) => new(padding, padding, padding, padding);

    /// <summary>From (rows above and below, columns left and right).</summary>
    /// <param name="padding">Rows, columns.</param>
    public static implicit operator Padding2d((int Rows, int Columns) padding) =>
        new(padding.Rows, padding.Rows, padding.Columns, padding.Columns);

    /// <summary>In numbers: what <see cref="Same"/> is for these sizes; anything else stays as it is.</summary>
    /// <param name="input">Height and width of the input.</param>
    /// <param name="kernel">Height and width of the window.</param>
    /// <param name="stride">Steps.</param>
    /// <param name="dilation">Distance between a window's places.</param>
    public Padding2d For(Size2d input, Size2d kernel, Size2d stride, Size2d dilation)
    {
        if (!IsSame)
        {
            return this;
        }

        var (top, bottom) = WindowAxis.SamePadding(input.Height, kernel.Height, stride.Height, dilation.Height);
        var (left, right) = WindowAxis.SamePadding(input.Width, kernel.Width, stride.Width, dilation.Width);
        return new Padding2d(top, bottom, left, right);
    }

    /// <summary>"same", "1", "1×2" or "1,2,3,4" (top, bottom, left, right), the shortest that says it.</summary>
    public override string ToString() =>
        IsSame ? "same" : Top != Bottom || Left != Right ? $"{Top},{Bottom},{Left},{Right}" : Top == Left ? $"{Top}" : $"{Top}×{Left}";

    /// <summary>The check that all paddings share, before there is any input.</summary>
    internal static int NotNegative(int places) => places >= 0
        ? places
        : throw new ShapeException($"padding {places}: it must be at least 0. To cut the edges off an input, slice it.");
}
