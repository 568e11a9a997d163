using Striate.Data;
using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight.Tests;

public sealed class DeepDreamTests
{
    [Theory]
    [InlineData(512)]
    [InlineData(64)]
    public void Of_APicture_LayerAnswersMore(int tile)
    {
        var network = Seen.Network();
        var image = Image(90, 131);
        var options = new DreamOptions { Octaves = 2, Steps = 4, TileSize = tile };
        var dream = DeepDream.Of(network, "2", image, Seen.Grey, options: options);

        Assert.Equal(image.Shape, dream.Shape);
        Assert.True(Answer(network, dream) > 1.2f * Answer(network, image), $"{Answer(network, image)} became {Answer(network, dream)}");
        Assert.Equal(dream.ToArray(), DeepDream.Of(network, "2", image, Seen.Grey, options: options).ToArray());
    }

    [Fact]
    public void Of_AGuide_IsAnotherDream()
    {
        var network = Seen.Network();
        var (image, options) = (Image(64, 64), new DreamOptions { Octaves = 1, Steps = 3 });
        var guided = DeepDream.Of(network, "2", image, Seen.Grey, Tensor.Full([1, 1, 50, 60], 1, Layout.ChannelsLast), options);
        Assert.NotEqual(DeepDream.Of(network, "2", image, Seen.Grey, null, options).ToArray(), guided.ToArray());
    }

    [Fact]
    public void Of_ALayerWithoutMaps_Throws()
    {
        var network = new Sequential { new Flatten() };
        Assert.Contains("no maps", Assert.Throws<ArgumentException>(() => DeepDream.Of(network, "0", Image(64, 64), Seen.Grey)).Message, StringComparison.Ordinal);
    }

    private static Tensor Image(int height, int width) => Ops.Clip(Tensor.Normal([1, 1, height, width], new Rng(2), Layout.ChannelsLast) * 0.2, -1, 1);

    private static float Answer(Module network, Tensor image) => Ops.Mean(Ops.Square(Features.Of(network, image, "2")[0])).Item();
}
