using Striate.Data;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

namespace Striate.Insight.Tests;

/// <summary>What a network that has learned MNIST makes of 5,000 digits that it has not seen.</summary>
public sealed class DigitEmbeddingTests : IClassFixture<DigitEmbeddingTests.Digits>
{
    private const double Least = 0.93;

    private readonly Digits _digits;

    public DigitEmbeddingTests(Digits digits) => _digits = digits;

    [Theory]
    [InlineData(EmbeddingMethod.TSne)]
    [InlineData(EmbeddingMethod.Umap)]
    public void Of_FeaturesOfDigits_ClassesStayApart(EmbeddingMethod method)
    {
        Assert.Equal(5000, _digits.Features.Shape[0]);
        var places = PlaneEmbedding.Of(_digits.Features, method);
        Assert.Equal([5000, 2], places.Shape);
        Assert.InRange(PlaneEmbedding.NeighbourAccuracy(places, _digits.Labels), Least, 1);
    }

    [Fact]
    public void Of_FeaturesOfDigits_NeighboursAreAlreadyAlikeThere() => Assert.InRange(PlaneEmbedding.NeighbourAccuracy(_digits.Features, _digits.Labels), Least, 1);

    /// <summary>The features and the labels, of one network for all tests.</summary>
    public sealed class Digits
    {
        public Digits()
        {
            var net = new Sequential
            {
                new Conv2d(1, 6, 5, padding: 2), new Relu(), new MaxPool2d(2), new Conv2d(6, 16, 5), new Relu(), new MaxPool2d(2),
                new Flatten(), new Linear(400, 84), new Relu(), new Linear(84, 10),
            };
            net.Initialize(seed: 1);
            var options = new DataLoaderOptions { Normalize = Normalize.Mnist };
            var train = new DataLoader(Mnist.Train(), 64, options with { Shuffle = true });
            new Trainer(net, new CrossEntropyLoss(), new AdamW(net, 0.002), new CosineSchedule(0.002, train.BatchCount)).Fit(train, test: null, epochs: 1);

            var all = Mnist.Test();
            var some = all.Select(Enumerable.Range(0, 5000).Select(i => 2 * i));
            Features = LayerFeatures.Of(net, new DataLoader(some, 250, options).Epoch(0)).Keep();
            Labels = [.. Enumerable.Range(0, some.Count).Select(some.LabelOf)];
        }

        public Tensor Features { get; }

        public IReadOnlyList<int> Labels { get; }
    }
}
