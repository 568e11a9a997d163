namespace Striate.Kernels.Resampling;

/// <summary>Sizes of a resizing of images, which are [N, C, H, W] and stored channels-last.</summary>
public readonly record struct ResizeGeometry : IGeometry
{
    /// <summary>Images in the batch.</summary>
    public int N { get; private init; }

    /// <summary>Channels, each resized alike.</summary>
    public int Channels { get; private init; }

    /// <summary>How rows are resized.</summary>
    public ResizeAxis Rows { get; private init; }

    /// <summary>How columns are resized.</summary>
    public ResizeAxis Columns { get; private init; }

    /// <summary>Numbers of the images.</summary>
    public long InputLength => (long)N * Channels * Rows.Input * Columns.Input;

    /// <summary>Numbers of the output.</summary>
    public long OutputLength => (long)N * Channels * Rows.Output * Columns.Output;

    /// <summary>Those of the sums along rows at the columns of the input, and along columns after that. To take the nearest pixel costs none.</summary>
    public long MultiplyAdds => (long)N * Channels * ((Columns.Input * Rows.Terms) + (Rows.Output * Columns.Terms));

    /// <summary>Checks the numbers.</summary>
    /// <param name="N">Images, 0 or more.</param>
    /// <param name="channels">Channels, 0 or more.</param>
    /// <param name="rows">How rows are resized.</param>
    /// <param name="columns">How columns are resized.</param>
    /// <exception cref="ShapeException">A number is negative.</exception>
    public static ResizeGeometry Create(int N, int channels, ResizeAxis rows, ResizeAxis columns)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        return N >= 0 && channels >= 0
            ? new ResizeGeometry { N = N, Channels = channels, Rows = rows, Columns = columns }
            : throw new ShapeException($"{N} images of {channels} channels: both must be at least 0.");
    }

    /// <summary>"[1,3,8,8] to 16×16".</summary>
    public override string ToString() => $"[{N},{Channels},{Rows.Input},{Columns.Input}] to {Rows.Output}×{Columns.Output}";

    /// <summary>The resizing that takes a gradient back.</summary>
    internal ResizeGeometry Transpose() => this with { Rows = Rows.Transpose(), Columns = Columns.Transpose() };
}
