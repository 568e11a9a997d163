#:project ../src/Striate.Training/Striate.Training.csproj

// A list of layers, fit and evaluate, as in Keras: docs/coming-from-keras.md has the originals.
// Run it from the repository: dotnet run -c Release samples/coming-from-keras.cs
using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Kernels.Conv;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

// Augmentation is part of the loader.
var options = new DataLoaderOptions { Normalize = Normalize.Mnist };
var train = new DataLoader(Mnist.Train().Take(20_000), 64, options with
{
    Shuffle = true,
    Augmentation = [new RandomAffine(degrees: 10), new ColorJitter(brightness: 0.4f)],
});
var test = new DataLoader(Mnist.Test().Take(2_000), 250, options);

var net = new Sequential
{
    new Conv2d(1, 16, 3, padding: Padding2d.Same), new Relu(), new MaxPool2d(2),
    new Conv2d(16, 32, 3, padding: Padding2d.Same), new Relu(), new MaxPool2d(2),
    new Flatten(), new Dropout(0.5), new Linear(32 * 7 * 7, 10),
};
net.Initialize(seed: 1);

var trainer = new Trainer(net, new CrossEntropyLoss(), new Adam(net, learningRate: 1e-3));
trainer.Callbacks.Add(new EarlyStopping(patience: 3));
trainer.Callbacks.Add(new ReduceOnPlateau(factor: 0.5, patience: 2));
trainer.Fit(train, test, epochs: 1);

var evaluation = Evaluator.Run(net, test);
Console.WriteLine($"test accuracy {evaluation.Accuracy:P2}, loss {evaluation.MeanLoss:0.000}");

// Where a number stands: shapes are N, C, H, W, memory of images is N, H, W, C.
var images = Tensor.From(Enumerable.Range(0, 24).Select(i => (float)i).ToArray(), [1, 2, 3, 4]);
var channelsLast = Ops.Permute(images, 0, 2, 3, 1);
Console.WriteLine($"channel 1, row 2, column 3: {images[0, 1, 2, 3]}, and {channelsLast[0, 2, 3, 1]} as N, H, W, C");
