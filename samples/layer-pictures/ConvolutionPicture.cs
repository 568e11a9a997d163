using Striate.Data;
using Striate.Imaging;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace LayerPictures;

/// <summary>Filters slid over a photo: edges, dilation, strides, a depthwise and a transposed convolution.</summary>
internal static class ConvolutionPicture
{
    private const int Side = 104;

    public static Picture Draw(Tensor photo)
    {
        var image = Maps.Small(photo, Side);
        var grey = Maps.Grey(image);
        var across = Tensor.From([-1, 0, 1, -2, 0, 2, -1, 0, 1], [1, 1, 3, 3]);
        var down = Ops.Transpose(across);
        var around = Tensor.From([1, 1, 1, 1, -8, 1, 1, 1, 1], [1, 1, 3, 3]);
        var mean = Tensor.Full([3, 1, 7, 7], 1 / 49f);
        var spread = Tensor.From([0.25f, 0.5f, 0.25f, 0.5f, 1, 0.5f, 0.25f, 0.5f, 0.25f], [1, 1, 3, 3]);
        var coarse = Maps.Small(grey, Side / 4);

        using var page = new Page(5, 2, 208, 208);
        page.Add("a photo", $"[1, 3, {Side}, {Side}]", Maps.Photo(image));
        AddFilter(page, "filter, left to right", across);
        page.Add("its map", "red: brighter to the right", Maps.Signed(Ops.Conv2d(grey, across, padding: Padding2d.Same)));
        page.Add("filter turned", "top to bottom", Maps.Signed(Ops.Conv2d(grey, down, padding: Padding2d.Same)));
        page.Add("all directions", "8 neighbours − 8 · middle", Maps.Signed(Ops.Conv2d(grey, around, padding: Padding2d.Same), most: 1.5f));
        page.Add("dilation: 4", "9 numbers, set apart", Maps.Signed(Ops.Conv2d(grey, across, padding: Padding2d.Same, dilation: 4)));
        page.Add("stride: 2", "[1, 1, 52, 52]", Maps.Signed(Ops.Conv2d(grey, across, stride: 2, padding: 1)));
        page.Add("groups: 3", "7×7 means, a colour each", Maps.Photo(Ops.Conv2d(image, mean, padding: Padding2d.Same, groups: 3)));
        page.Add("a small map", $"[1, 1, {Side / 4}, {Side / 4}]", Maps.Photo(coarse));
        page.Add("transposed, stride: 2", "[1, 1, 52, 52]", Maps.Photo(Ops.ConvTranspose2d(coarse, spread, stride: 2, padding: 1, outputPadding: 1)));
        return page.ToPicture();
    }

    private static void AddFilter(Page page, string title, Tensor filter) => page.Add(
        title, "[1, 1, 3, 3]",
        (canvas, x, y) => NumberGrid.Draw(canvas, filter, x, y, 208 / 3f, value => ColorMap.BlueWhiteRed.Of(0.5f + (value / 6))));
}
