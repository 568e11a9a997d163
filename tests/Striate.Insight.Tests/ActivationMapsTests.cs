using Striate.Data;
using Striate.Imaging;
using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight.Tests;

public sealed class ActivationMapsTests
{
    [Fact]
    public void Of_LeNet_EqualToRunningTheLayersByHand()
    {
        var network = new LeNet5();
        network.Initialize(3);
        var image = Tensor.Normal([1, 1, 28, 28], new Rng(5), Layout.ChannelsLast);
        var layers = ActivationMaps.Of(network, image);

        Assert.Equal(["conv1", "relu", "pool", "conv2", "relu", "pool"], layers.Select(layer => layer.Path));
        Assert.Equal(["Conv2d 1 → 6, 5×5, pad 2", "Relu", "MaxPool2d 2×2"], layers.Take(3).Select(layer => layer.Description));
        var x = image;
        foreach (var (layer, child) in layers.Zip(["conv1", "relu", "pool", "conv2", "relu", "pool"]))
        {
            x = network.Children.First(c => c.Name == child).Module.Forward(x);
            Assert.Equal(x.Shape, layer.Maps.Shape);
            Assert.Equal(x.ToArray(), layer.Maps.ToArray());
        }
    }

    [Fact]
    public void Of_Where_OnlyThoseLayers()
    {
        var layers = ActivationMaps.Of(new LeNet5(), Image(1, 28), layer => layer is Conv2d);
        Assert.Equal([6, 16], layers.Select(layer => layer.Count));
    }

    [Fact]
    public void Of_NetworkThatLearns_RunsInEvalModeAndLearnsOn()
    {
        var network = new Sequential { new Dropout(0.5), new Relu() };
        var image = Image(1, 8);
        var layers = ActivationMaps.Of(network, image);
        Assert.True(network.IsTraining);
        Assert.Equal(Ops.Relu(image).ToArray(), layers[^1].Maps.ToArray());

        network.Eval();
        ActivationMaps.Of(network, image);
        Assert.False(network.IsTraining);
    }

    [Fact]
    public void Of_WithinAScope_MapsStayValidAfterIt()
    {
        IReadOnlyList<LayerMaps> layers;
        using (new Scope())
        {
            layers = ActivationMaps.Of(new Relu(), Tensor.Full([1, 1, 2, 2], 3, Layout.ChannelsLast));
        }

        using var next = new Scope();
        Tensor.Full([1, 1, 2, 2], 7, Layout.ChannelsLast);
        Assert.Equal([3, 3, 3, 3], layers[0].Maps.ToArray());
    }

    [Fact]
    public void Of_NoMaps_Empty() => Assert.Empty(ActivationMaps.Of(new Sequential { new Flatten(), new Linear(16, 2) }, Image(1, 4)));

    [Fact]
    public void Of_TwoImages_Error()
    {
        var error = Assert.Throws<ShapeException>(() => ActivationMaps.Of(new Relu(), Tensor.Zeros([2, 1, 4, 4])));
        Assert.Equal("activation maps: got images [2, 1, 4, 4], expected one, [1, C, H, W]. Give them one by one.", error.Message);
    }

    [Fact]
    public void Sheet_SignedAndPositiveMaps_ColoursOfTheirOwn()
    {
        // The input stands in a column of 200 and 40 beside the maps; one map fills 200; a note of 32 lies above it.
        const int Left = 32 + 240;
        const int Top = 32 + 44 + 32;
        var positive = new LayerMaps("relu", "Relu", Tensor.From([0, 2], [1, 1, 1, 2]));
        var signed = new LayerMaps("conv", "Conv2d", Tensor.From([-1, 2], [1, 1, 1, 2]));
        var input = new Picture([10, 200], 1, 2, 1);

        var sheet = ActivationMaps.Sheet(input, positive);
        Assert.Equal(1440, sheet.Width);
        Assert.Equal(Color.Grey(10), sheet.ColorAt(32 + 50, 32 + 44 + 50));
        Assert.Equal(Color.Grey(200), sheet.ColorAt(32 + 150, 32 + 44 + 50));
        Assert.Equal(ColorMap.Viridis.Of(0), sheet.ColorAt(Left + 50, Top + 50));
        Assert.Equal(ColorMap.Viridis.Of(1), sheet.ColorAt(Left + 150, Top + 50));

        sheet = ActivationMaps.Sheet(input, signed);
        Assert.Equal(ColorMap.BlueWhiteRed.Of(0.25f), sheet.ColorAt(Left + 50, Top + 50));
        Assert.Equal(ColorMap.BlueWhiteRed.Of(1), sheet.ColorAt(Left + 150, Top + 50));
    }

    [Fact]
    public void Sheet_DeadLayer_ColourOfZero()
    {
        var sheet = ActivationMaps.Sheet(new Picture(4, 4, 3), new LayerMaps("", "Relu", Tensor.Zeros([1, 1, 4, 4])));
        Assert.Equal(ColorMap.Viridis.Of(0), sheet.ColorAt(32 + 240 + 50, 32 + 44 + 32 + 50));
    }

    [Fact]
    public void Sheet_LargePictureAndManyMaps_OneSheet()
    {
        var maps = new LayerMaps("layer4.1.conv2", "Conv2d 512 → 512, 3×3, pad 1", Tensor.Zeros([1, 512, 7, 7]));
        var large = new LayerMaps("conv1", "Conv2d", Tensor.Zeros([1, 64, 112, 112]));
        Assert.InRange(ActivationMaps.Sheet(new Picture(480, 640, 3), maps, large).Height, 400, 1400);
    }

    [Fact]
    public void Sheet_LongHeading_KeptFromTheLegend()
    {
        var layer = new LayerMaps(new string('m', 200), "Conv2d", Tensor.Full([1, 1, 1, 1], 1));
        var sheet = ActivationMaps.Sheet(new Picture(4, 4, 1), layer);

        // The legend is "0", the bar of 200 and "1"; 40 lie between it and the heading.
        Assert.True(sheet.IsPaper(1440 - 32 - 12 - 200 - 12 - 12 - 12 - 28, 32, 24, 30));
    }

    [Fact]
    public void Sheet_NoLayers_Error() => Assert.Throws<ArgumentOutOfRangeException>(() => ActivationMaps.Sheet(new Picture(4, 4, 1)));

    private static Tensor Image(int channels, int side) => Tensor.Normal([1, channels, side, side], new Rng(1), Layout.ChannelsLast);
}
