using Striate.Data;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight.Tests;

public sealed class FeatureVisualizationTests
{
    private const int Steps = 100;

    [Theory]
    [InlineData("features.0", 0, false)]
    [InlineData("features.0", 0, true)]
    [InlineData("features.0", 31, false)]
    [InlineData("features.5", 10, false)]
    [InlineData("features.12", 7, true)]
    [InlineData("classifier.1", 340, false)]
    public void Of_AUnitOfAPublishedNetwork_BeatsTheBestRealPatch(string layer, int unit, bool isOfPlace)
    {
        var network = Seen.TrainedSqueezeNet();
        Tensor[] photos = [.. new[] { "chelsea", "coffee", "astronaut", "rocket" }.Select(name => Seen.Photo(name, 224))];
        var real = BestPatches.Of(network, layer, [unit], photos, Normalize.ImageNet)[0];
        var options = new FeatureOptions { Steps = Steps, IsOfPlace = isOfPlace };
        var found = FeatureVisualization.Of(network, layer, unit, [1, 3, 224, 224], Normalize.ImageNet, options);

        Assert.InRange(real.Count, photos.Length, 9);
        Assert.True(found.Activation > real[0].Activation, $"found {found.Activation}, the best real patch has {real[0].Activation}");
    }

    [Fact]
    public void Of_UnitBelowZeroAtFirst_CrossesIt()
    {
        var network = Seen.Network();
        ((Conv2d)network[4]).Bias!.Value.Span.Fill(-0.1f);
        float Answer(int steps) => FeatureVisualization.Of(network, "4", 1, [1, 1, 16, 16], Seen.Grey, new FeatureOptions { Steps = steps }).Activation;
        Assert.InRange(Answer(1), -0.2f, 0);
        var found = Answer(150);
        Assert.True(found > 0.05f, $"found {found}");
    }

    [Fact]
    public void Of_SameSeed_SameBits()
    {
        var options = new FeatureOptions { Steps = 5, Diversity = 2 };
        float[] Find(ulong seed) => FeatureVisualization.Of(Seen.Network(), "2", 1, [1, 1, 16, 16], Seen.Grey, options with { Seed = seed }).Images.ToArray();
        Assert.Equal(Find(3), Find(3));
        Assert.NotEqual(Find(3), Find(4));
    }

    [Fact]
    public void Of_MoreSteps_DrivesTheUnitMore()
    {
        float Answer(int steps) => FeatureVisualization.Of(Seen.Network(), "2", 1, [1, 1, 16, 16], Seen.Grey, new FeatureOptions { Steps = steps }).Activation;
        Assert.True(Answer(60) > Answer(1) + 0.1f);
    }

    [Fact]
    public void Of_Cancelled_EndsWithWhatIsThere()
    {
        using var cancel = new CancellationTokenSource();
        var last = 0;
        var found = FeatureVisualization.Of(
            Seen.Network(),
            "2",
            null,
            [1, 1, 16, 16],
            Seen.Grey,
            onStep: step =>
            {
                last = step;
                cancel.Cancel();
            },
            cancel: cancel.Token);
        Assert.Equal(1, last);
        Assert.Equal([1, 1, 16, 16], found.Images.Shape.ToArray());
    }

    [Fact]
    public void Of_NoSuchUnit_SaysHowManyThereAre()
    {
        var error = Assert.Throws<ArgumentException>(() => FeatureVisualization.Of(Seen.Network(), "2", 5, [1, 1, 16, 16], Seen.Grey));
        Assert.Contains("its 5 units are 0 to 4", error.Message, StringComparison.Ordinal);
    }
}
