using Striate.Data;
using Striate.Imaging;
using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;
using Striate.Tests;

namespace Striate.Insight.Tests;

public sealed class StyleTransferTests
{
    private static readonly StyleTransferOptions Small = new() { Size = 32, Steps = 80, Scales = 1, ContentWeight = 0, SmoothnessWeight = 0, FromNoise = true };

    [Theory]
    [InlineData(StyleOptimizer.LBfgs)]
    [InlineData(StyleOptimizer.Adam)]
    public void Run_FromNoise_LowersTheLossByNineTenths(StyleOptimizer optimizer)
    {
        var result = Run(Small with { Optimizer = optimizer });
        Assert.InRange(result.Lowered, 0.9, 1);
        Assert.Equal((32, 32, 3), (result.Picture.Height, result.Picture.Width, result.Picture.Channels));
        Assert.True(result.IsComplete);
    }

    [Fact]
    public void Run_FromTheContent_GramMatricesAreTheStyles()
    {
        var result = StyleTransfer.Run(
            Network(), Normalize.UnitRange, Stripes(1, (200, 100, 50)), [Stripes(3, (200, 160, 120))], Small with { FromNoise = false, Steps = 200 });
        Assert.InRange(result.Lowered, 0.9, 1);
        Assert.Equal(["1", "4"], result.GramErrors.Select(gram => gram.Layer));
        Assert.All(result.GramErrors, gram => Assert.InRange(gram.Error, 0, 0.1));
    }

    [Fact]
    public void Run_TrainedSqueezeNetAsTheCommandDoes_LossFallsAndGramMatricesMatch()
    {
        var (content, style) = (PictureFile.Read(SharedData.Find("photos/coffee.jpg"), 3), PictureFile.Read(SharedData.Find("photos/starry_night.jpg"), 3));
        var result = StyleTransfer.Run(Seen.TrainedSqueezeNet(), Normalize.ImageNet, content, [style], new() { Size = 128 });
        Assert.InRange(result.Lowered, 0.9, 1);

        // Measured: 6 to 7% below, 13% and 20% in the two highest layers, of which the first is the content's.
        Assert.All(result.GramErrors.SkipLast(2), gram => Assert.InRange(gram.Error, 0, 0.1));
        Assert.All(result.GramErrors, gram => Assert.InRange(gram.Error, 0, 0.3));
    }

    [Fact]
    public void Run_SameSeed_SamePixels() =>
        Assert.Equal(Run(Small with { Steps = 10 }).Picture.Pixels.ToArray(), Run(Small with { Steps = 10 }).Picture.Pixels.ToArray());

    [Fact]
    public void Run_Cancelled_GivesWhatThereIs()
    {
        using var cancel = new CancellationTokenSource();
        var result = Run(Small with { OnStep = step => { if (step == 3) { cancel.Cancel(); } } }, cancel.Token);
        Assert.False(result.IsComplete);
        Assert.Equal(3, result.Losses.Count);
    }

    [Theory]
    [InlineData(StyleOptimizer.LBfgs, 7, 2)]
    [InlineData(StyleOptimizer.LBfgs, 20, 1)]
    [InlineData(StyleOptimizer.Adam, 7, 3)]
    public void Run_AnyNumberOfSteps_IsKept(StyleOptimizer optimizer, int steps, int scales) =>
        Assert.Equal(steps, Run(Small with { Optimizer = optimizer, Steps = steps, Scales = scales, Size = 64 }).Losses.Count);

    [Fact]
    public void Run_StoppedAtACoarseSize_IsNoWorseThanTheStart()
    {
        using var cancel = new CancellationTokenSource();
        var options = Small with { FromNoise = false, Size = 128, Scales = 3, ContentWeight = 1e6, OnStep = step => { if (step == 2) { cancel.Cancel(); } } };
        var result = StyleTransfer.Run(Network(), Normalize.UnitRange, Stripes(2, (200, 100, 50)), [Stripes(3, (20, 60, 90))], options, cancel.Token);
        Assert.InRange(result.Lowered, 0, 1);
        Assert.Equal(128, Math.Max(result.Picture.Height, result.Picture.Width));
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(400, 10)]
    public void Run_PicturesTooSmallToSee_SaysSo(int height, int width)
    {
        var error = Assert.Throws<ArgumentException>(() => StyleTransfer.Run(Network(), Normalize.UnitRange, Stripes(2, (200, 100, 50)), [new Picture(height, width, 3)], Small));
        Assert.Contains($"a picture {width} wide and {height} high", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StyleLayers_OfBlocksThatEndInTheirActivation_CountItOnce()
    {
        var network = ModelCatalog.Find("resnet18")!.Build(10, [3, 64, 64]);
        network.Initialize(1);
        Assert.Equal(["relu", "layer1.0.relu", "layer1.1.relu"], StyleLayers.Of(network, Tensor.Normal([1, 3, 64, 64], new Rng(1), Layout.ChannelsLast)).Take(3));
    }

    [Fact]
    public void Run_Ended_NetworkIsAsBefore()
    {
        var network = Network();
        network.Train();
        var image = Tensor.Normal([1, 3, 32, 32], new Rng(1), Layout.ChannelsLast);
        var before = network.Forward(image).ToArray();
        StyleTransfer.Run(network, Normalize.UnitRange, Stripes(1, (200, 100, 50)), [Stripes(3, (200, 160, 120))], Small with { Steps = 2 });
        Assert.True(network.IsTraining);
        Assert.Equal(before, network.Forward(image).ToArray());
        Assert.All(network.Parameters(), p => Assert.True(p.Parameter.Value.RequiresGrad && p.Parameter.Value.Grad is null));
    }

    [Fact]
    public void Run_LuminanceKept_ColoursAreTheContents()
    {
        var content = Stripes(1, (200, 100, 50));
        var result = StyleTransfer.Run(Network(), Normalize.UnitRange, content, [Stripes(3, (20, 60, 90))], Small with { Steps = 5, Colours = ColourKeeping.Luminance });
        for (var i = 0; i < result.Picture.Pixels.Length; i += 3)
        {
            // Where no byte is cut off, red and blue differ as in the content.
            var (red, blue) = (result.Picture.Pixels[i], result.Picture.Pixels[i + 2]);
            if (red < 255 && blue > 0)
            {
                Assert.InRange(red - blue - (content.Pixels[i] - content.Pixels[i + 2]), -2, 2);
            }
        }
    }

    [Fact]
    public void Run_ContentAndStyleAlike_EdgesStayAsTheyAre()
    {
        // Nothing is to be changed, whether a place lies inside or at an edge.
        var picture = Stripes(3, (200, 100, 50));
        var result = StyleTransfer.Run(Network(), Normalize.UnitRange, picture, [picture], Small with { FromNoise = false, Steps = 10 });
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            Assert.InRange(result.Picture.Pixels[i] - picture.Pixels[i], -1, 1);
        }
    }

    [Fact]
    public void Run_EvenStyle_EdgesHaveItsColourAsTheInsideHas()
    {
        var style = Stripes(32, (20, 60, 90));
        var result = StyleTransfer.Run(Network(), Normalize.UnitRange, Stripes(32, (200, 100, 50)), [style], Small);
        var (edge, inside) = (0.0, 0.0);
        for (var i = 0; i < 32; i++)
        {
            edge += Math.Abs(result.Picture[0, i, 2] - 90) + Math.Abs(result.Picture[31, i, 2] - 90);
            inside += Math.Abs(result.Picture[12, i, 2] - 90) + Math.Abs(result.Picture[20, i, 2] - 90);
        }

        Assert.InRange(edge, 0, (1.5 * inside) + 32);
    }

    [Fact]
    public void Run_FramedStyle_TrimTakesTheFrameAway()
    {
        var style = Stripes(3, (20, 60, 90));
        var framed = new Picture(40, 40, 3);
        for (var i = 0; i < 32; i++)
        {
            style.Pixels.Slice(i * 96, 96).CopyTo(framed.WritablePixels[(((i + 4) * 120) + 12)..]);
        }

        var options = Small with { Steps = 5, Trim = 0.1 };
        var content = Stripes(1, (200, 100, 50));
        Assert.Equal(
            StyleTransfer.Run(Network(), Normalize.UnitRange, content, [style], options with { Trim = 0 }).Picture.Pixels.ToArray(),
            StyleTransfer.Run(Network(), Normalize.UnitRange, content, [framed], options).Picture.Pixels.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(Small with { Trim = 0.5 }));
    }

    [Fact]
    public void Run_OtherNumberOfWeights_SaysSo()
    {
        var error = Assert.Throws<ArgumentException>(() => Run(Small with { StyleWeights = [1, 2] }));
        Assert.Contains("2 weights for 1 styles; expected one each", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StyleLayers_OfASmallNet_AreTheFirstRectifiedOfEachSize() =>
        Assert.Equal(["1", "4"], StyleLayers.Of(Network(), Tensor.Normal([1, 3, 32, 32], new Rng(1), Layout.ChannelsLast)));

    private static StyleResult Run(StyleTransferOptions options, CancellationToken cancel = default) =>
        StyleTransfer.Run(Network(), Normalize.UnitRange, Stripes(1, (200, 100, 50)), [Stripes(3, (20, 60, 90))], options, cancel);

    private static Sequential Network()
    {
        var network = new Sequential { new Conv2d(3, 8, 3, padding: 1), new Relu(), new MaxPool2d(2), new Conv2d(8, 16, 3, padding: 1), new Relu(), new Conv2d(16, 4, 1) };
        network.Initialize(1);
        return network;
    }

    private static Picture Stripes(int width, (byte R, byte G, byte B) color)
    {
        var picture = new Picture(32, 32, 3);
        for (var i = 0; i < 32 * 32; i++)
        {
            var light = i % 32 / width % 2;
            (picture.WritablePixels[3 * i], picture.WritablePixels[(3 * i) + 1], picture.WritablePixels[(3 * i) + 2]) =
                ((byte)(color.R / (1 + light)), (byte)(color.G / (1 + light)), (byte)(color.B / (1 + light)));
        }

        return picture;
    }
}
