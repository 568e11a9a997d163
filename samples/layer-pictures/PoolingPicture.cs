using Striate.Data;
using Striate.Imaging;
using Striate.Tensors;

namespace LayerPictures;

/// <summary>Sixteen numbers and a digit, pooled in every way, and put back to where they came from.</summary>
internal static class PoolingPicture
{
    public static Picture Draw()
    {
        using var page = new Page(5, 2, 208, 208);
        var numbers = Tensor.From([1, 3, 2, 0, 5, 4, 1, 1, 0, 2, 9, 6, 1, 1, 7, 8], [1, 1, 4, 4]);
        var largest = Ops.MaxPool2d(numbers, out var places, 2);
        AddNumbers(page, "x", "windows of 2×2", numbers);
        AddNumbers(page, "MaxPool2d(2)", "the largest", largest);
        AddNumbers(page, "AvgPool2d(2)", "the mean", Ops.AvgPool2d(numbers, 2));
        AddNumbers(page, "LpPool2d(2, 2)", "the root of a sum of squares", Ops.LpPool2d(numbers, 2, 2));
        AddNumbers(page, "MaxUnpool2d", "maxima where they stood", Ops.MaxUnpool2d(largest, places, 4));

        var digit = Maps.Of(Mnist.Test().PictureOf(0));
        var pooled = Ops.MaxPool2d(digit, out var digitPlaces, 4);
        page.Add("a digit", "[1, 1, 28, 28]", Maps.Positive(digit));
        page.Add("MaxPool2d(4)", "[1, 1, 7, 7]: strokes grow", Maps.Positive(pooled));
        page.Add("AvgPool2d(4)", "[1, 1, 7, 7]: strokes fade", Maps.Positive(Ops.AvgPool2d(digit, 4), most: 1));
        page.Add("AdaptiveAvgPool2d", "[1, 1, 5, 5], whatever H, W", Maps.Positive(Ops.AdaptiveAvgPool2d(digit, 5), most: 1));
        page.Add("MaxUnpool2d", "[1, 1, 28, 28] again", Maps.Positive(Ops.MaxUnpool2d(pooled, digitPlaces, 28)));
        return page.ToPicture();
    }

    private static void AddNumbers(Page page, string title, string detail, Tensor map) => page.Add(
        title, detail, (canvas, x, y) => NumberGrid.Draw(canvas, map, x, y, 208f / map.Shape[2], value => ColorMap.Viridis.Of(value / 12)));
}
