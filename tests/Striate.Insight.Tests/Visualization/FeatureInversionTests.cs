using Striate.Data;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight.Tests;

public sealed class FeatureInversionTests
{
    [Fact]
    public void Of_TheFirstLayerOfAPublishedNetwork_ErrorIsSmall()
    {
        var found = FeatureInversion.Of(
            Seen.TrainedSqueezeNet(), "features.0", Seen.Photo("chelsea", 96), Normalize.ImageNet, new InversionOptions { Steps = 200, TotalVariation = 0.1 });
        Assert.InRange(found.Error, 0, 0.3);
    }

    [Fact]
    public void Of_SameSeed_SameBits()
    {
        var image = Tensor.Normal([1, 1, 16, 16], new Kernels.Rng(1), Layout.ChannelsLast);
        float[] Find() => FeatureInversion.Of(Seen.Network(), "2", image, Seen.Grey, new InversionOptions { Steps = 4 }).Image.ToArray();
        Assert.Equal(Find(), Find());
    }

    [Fact]
    public void Of_FeaturesOfZero_SaysSo()
    {
        var network = new Sequential { new Relu() };
        var error = Assert.Throws<ArgumentException>(() => FeatureInversion.Of(network, "0", Tensor.Full([1, 1, 8, 8], -1, Layout.ChannelsLast), Seen.Grey));
        Assert.Contains("nothing but zeros", error.Message, StringComparison.Ordinal);
    }
}
