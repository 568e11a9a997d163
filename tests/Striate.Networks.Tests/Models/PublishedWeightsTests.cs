using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Imaging;
using Striate.Tensors;
using Striate.Tests;

namespace Striate.Networks.Tests.Models;

/// <summary>Weights that others trained load by name and see in photos what they see in torchvision.</summary>
public class PublishedWeightsTests
{
    // ImageNet has no class of sunflowers, and this owl looks like a grouse to torchvision too.
    [Theory]
    [InlineData("cat", "tiger cat")]
    [InlineData("chelsea", "Egyptian cat")]
    [InlineData("coffee", "espresso")]
    [InlineData("dragonfly", "dragonfly, darning needle")]
    [InlineData("parrot", "macaw")]
    [InlineData("pets", "American Staffordshire terrier")]
    [InlineData("sunflower", "daisy")]
    [InlineData("owl", "ruffed grouse")]
    public void SqueezeNet_Photo_IsNamedAsByTorchvision(string photo, string expected)
    {
        var network = new SqueezeNet("1_0");
        Weights.Load(network, SharedData.Find("weights/squeezenet1_0.safetensors"));
        var labels = File.ReadAllLines(SharedData.Find("weights/imagenet_labels.txt"));
        var picture = PictureFile.Read(SharedData.Find($"photos/{photo}.jpg"), channels: 3);

        using var scope = new Scope();
        var scores = network.Eval().Forward(Prepare(picture)).ToArray();
        Assert.StartsWith(expected, labels[Array.IndexOf(scores, scores.Max())], StringComparison.Ordinal);
    }

    [Fact]
    public void CifarResNet20_FirstThousandTestPhotos_ScoresAsInPyTorch()
    {
        var network = new CifarResNet(20);
        Weights.Load(network, SharedData.Find("weights/cifar_resnet20.th"));
        network.Eval();
        var photos = Cifar10.Read("first", SharedData.Find("cifar10/test_first1000.bin"));
        var right = 0;
        foreach (var batch in new DataLoader(photos, 250, new DataLoaderOptions { Normalize = Normalize.ImageNet }).Epoch(0))
        {
            using var scope = new Scope();
            var scores = network.Forward(batch.Images).ToArray().Chunk(10).ToArray();
            right += Enumerable.Range(0, batch.Count).Count(i => Array.IndexOf(scores[i], scores[i].Max()) == batch.Labels.Span[i]);
        }

        Assert.InRange(right, 913, 917);
    }

    // The shorter side to 256, of that the middle 224×224: as the weights were tested.
    private static Tensor Prepare(Picture picture)
    {
        var options = new DataLoaderOptions { Normalize = Normalize.ImageNet, Size = 256, Augmentation = [new CenterCrop(224)] };
        return new DataLoader(new PictureSet("photo", [picture], [0], ["unknown"]), 1, options).Epoch(0).First().Images.Clone();
    }
}
