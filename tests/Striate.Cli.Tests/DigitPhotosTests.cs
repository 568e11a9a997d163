using Striate.Data;
using Striate.Imaging;
using Striate.Imaging.Tests.Digits;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

namespace Striate.Cli.Tests;

/// <summary>Whether a network that knows the digits of MNIST reads photos of digits: what <c>striate predict</c> is for.</summary>
public class DigitPhotosTests
{
    private const int Photos = 100;

    private static readonly DataLoaderOptions Options = new() { Normalize = Normalize.Mnist };

    [Fact]
    public void Photos_OfDigitsInUnevenLight_AreReadAsTheDigitsAre()
    {
        var network = Trained();
        var digits = Mnist.Test().Take(Photos);
        var known = Right(network, digits);
        Assert.InRange(known, 0.97, 1);

        var written = Right(network, Each(i => DigitScene.OfMnist(digits.PictureOf(i), (ulong)i), digits.LabelOf));
        Assert.InRange(written, 0.95 * known, 1);

        var drawn = Right(network, Each(i => DigitScene.Drawn(i % 10, (ulong)i), i => i % 10));
        Assert.InRange(drawn, 0.95, 1);
    }

    private static PictureSet Each(Func<int, Picture> photo, Func<int, int> label)
    {
        var pictures = new Picture[Photos];
        Parallel.For(0, Photos, i => pictures[i] = DigitPhoto.Prepare(photo(i), $"photo {i}"));
        return new PictureSet("photos", pictures, [.. Enumerable.Range(0, Photos).Select(label)], Mnist.Test().Classes);
    }

    private static double Right(Module network, Dataset data) => Evaluator.Run(network, new DataLoader(data, Photos, Options)).Accuracy;

    private static LeNet5 Trained()
    {
        var network = new LeNet5();
        network.Initialize(seed: 1);
        var train = new DataLoader(Mnist.Train(), 64, Options with { Shuffle = true });
        var trainer = new Trainer(network, new CrossEntropyLoss(), new AdamW(network, 0.002), new CosineSchedule(0.002, train.BatchCount));
        trainer.Fit(train, new DataLoader(Mnist.Test().Take(Photos), Photos, Options), epochs: 1);
        return network;
    }
}
