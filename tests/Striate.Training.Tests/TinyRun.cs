using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Networks;

namespace Striate.Training.Tests;

/// <summary>A run that ends in a moment: a little net on 60 pictures that anybody could tell apart.</summary>
internal static class TinyRun
{
    public static PictureSet Pictures { get; } = MakePictures();

    public static DataLoader Loader(string augment = "crop:1,flip") => new(Pictures, 8, new DataLoaderOptions
    {
        Shuffle = true,
        Seed = 3,
        Augmentation = AugmentationText.Parse(augment),
    });

    public static Module Network()
    {
        var net = new Sequential(
            new Conv2d(1, 4, 3, padding: 1, bias: false), new BatchNorm2d(4), new Relu(), new MaxPool2d(2), new Flatten(), new Dropout(0.2), new Linear(64, 3));
        net.Initialize(5);
        return net;
    }

    public static Trainer Trainer(Module network, double learningRate = 0.01) =>
        new(network, new CrossEntropyLoss(), new AdamW(network, learningRate), new CosineSchedule(learningRate, 40), seed: 7);

    public static byte[] Bytes(Module network, string name = "weights")
    {
        var path = Path.Combine(Path.GetTempPath(), $"striate-{name}-{Guid.NewGuid():N}.safetensors");
        Weights.Save(network, path);
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    // Class 0 has a bright row, class 1 a bright column, class 2 a bright diagonal.
    private static PictureSet MakePictures()
    {
        var pictures = new List<Picture>();
        var labels = new List<int>();
        for (var i = 0; i < 60; i++)
        {
            var picture = new Picture(8, 8, 1);
            for (var k = 0; k < 8; k++)
            {
                var at = 1 + (i % 6);
                var (row, column) = (i % 3) switch { 0 => (at, k), 1 => (k, at), _ => (k, k) };
                picture[row, column] = (byte)(200 + (i % 50));
            }

            pictures.Add(picture);
            labels.Add(i % 3);
        }

        return new PictureSet("lines", pictures, labels, ["row", "column", "diagonal"]);
    }
}
