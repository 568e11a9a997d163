namespace Striate.Kernels.Shaping;

/// <summary>Copies the patches of images that a sliding window sees, and adds patches up to images: each is the other's gradient.</summary>
public static partial class UnfoldKernel
{
    /// <summary>patches[n,c,u,v,i,j] = x[n, c, i·s + u·d − p, j·s + v·d − p], 0 outside of the image.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images, [N, C, H, W] channels-last.</param>
    /// <param name="patches">[N, C, KH, KW, OH, OW].</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Unfold(UnfoldGeometry g, ReadOnlySpan<float> x, Span<float> patches)
    {
        ArgumentNullException.ThrowIfNull(g);
        Border.Length(x, g.ImageLength);
        Border.Length(patches, g.PatchLength);
        if (g.Rows.Before + g.Rows.After + g.Columns.Before + g.Columns.After > 0)
        {
            patches.Clear();
        }

        foreach (var (image, patch) in g.Taps)
        {
            StridedCopyKernel.Run(image, x, patch, patches);
        }
    }

    /// <summary>y[n, c, i·s + u·d − p, j·s + v·d − p] = Σ patches[n,c,u,v,i,j] over all that lie on the pixel.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="patches">[N, C, KH, KW, OH, OW].</param>
    /// <param name="y">Images, [N, C, H, W] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Fold(UnfoldGeometry g, ReadOnlySpan<float> patches, Span<float> y)
    {
        ArgumentNullException.ThrowIfNull(g);
        Border.Length(patches, g.PatchLength);
        Border.Length(y, g.ImageLength);
        y.Clear();
        foreach (var (image, patch) in g.Taps)
        {
            StridedCopyKernel.Add(patch, patches, image, y);
        }
    }
}
