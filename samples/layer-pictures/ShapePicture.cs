using Striate.Data;
using Striate.Imaging;
using Striate.Kernels.Resampling;
using Striate.Kernels.Shaping;
using Striate.Tensors;

namespace LayerPictures;

/// <summary>A photo padded, cut into patches, resized, and seen through a grid.</summary>
internal static class ShapePicture
{
    private const int Side = 64;
    private const int Patch = 16;

    public static Picture Draw(Tensor photo)
    {
        var image = Maps.Small(photo, Side);
        var eye = Ops.Slice(Maps.Small(photo, 80), .., .., 18..38, 13..33);
        var (sin, cos) = MathF.SinCos(MathF.PI / 6);
        var turned = Ops.AffineGrid(Tensor.From([cos, -sin, 0, sin, cos, 0], [1, 2, 3]), Side);
        var straight = Ops.AffineGrid(Tensor.From([1, 0, 0, 0, 1, 0], [1, 2, 3]), Side);
        var heights = Ops.Narrow(straight, 3, 1, 1);
        var waves = straight + Ops.Concat(3, 0.15 * Ops.Sin(6 * heights), Tensor.Zeros(heights.Shape));

        using var page = new Page(5, 2, 208, 208);
        page.Add("a photo", "[1, 3, 64, 64]", Maps.Photo(image));
        page.Add("Pad2d(16), Reflect", "[1, 3, 96, 96]", Maps.Photo(Ops.Pad(image, 16, PadMode.Reflect)));
        page.Add("Pad2d(16), Circular", "[1, 3, 96, 96]", Maps.Photo(Ops.Pad(image, 16, PadMode.Circular)));
        page.Add("Unfold(16, stride: 16)", "[1, 768, 16]: 16 patches", (canvas, x, y) => DrawPatches(canvas, x, y, image));
        page.Add("PixelUnshuffle(2)", "[1, 12, 32, 32]: 4 photos", (canvas, x, y) => DrawPhases(canvas, x, y, image));
        page.Add("Upsample(8), Nearest", "20×20 to 160×160 pixels", Maps.Photo(Ops.Resize(eye, 8.0)));
        page.Add("Upsample(8), Bilinear", "straight lines between them", Maps.Photo(Ops.Resize(eye, 8.0, ResizeMode.Bilinear)));
        page.Add("Upsample(8), Bicubic", "cubic curves between them", Maps.Photo(Ops.Resize(eye, 8.0, ResizeMode.Bicubic)));
        page.Add("GridSample", "AffineGrid of 30°, Zeros", Maps.Photo(Ops.GridSample(image, turned)));
        page.Add("GridSample", "a grid of waves, Border", Maps.Photo(Ops.GridSample(image, waves, padding: GridPadding.Border)));
        return page.ToPicture();
    }

    private static void DrawPatches(Canvas canvas, float x, float y, Tensor image)
    {
        const int Count = Side / Patch;
        var patches = Ops.Unfold(image, Patch, stride: Patch);
        for (var i = 0; i < Count * Count; i++)
        {
            var patch = Ops.Reshape(Ops.Narrow(patches, 2, i, 1), 1, 3, Patch, Patch);
            canvas.Draw(Maps.Photo(patch), x + (i % Count * 53), y + (i / Count * 53), 48, 48);
        }
    }

    // Channel c·4 + i holds every second pixel of colour c, beginning at the i-th of each square.
    private static void DrawPhases(Canvas canvas, float x, float y, Tensor image)
    {
        var channels = Ops.PixelUnshuffle(image, 2);
        for (var i = 0; i < 4; i++)
        {
            var phase = Ops.IndexSelect(channels, 1, Tensor.From([i, 4 + i, 8 + i], [3]));
            canvas.Draw(Maps.Photo(phase), x + (i % 2 * 106), y + (i / 2 * 106), 102, 102);
        }
    }
}
