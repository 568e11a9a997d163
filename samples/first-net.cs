#:project ../src/Striate.Training/Striate.Training.csproj

// The first net: what it is, what it learns from, how it learns, what came of it.
// Run it from the repository: dotnet run -c Release samples/first-net.cs
using Striate.Data;
using Striate.Networks;
using Striate.Training;

var net = new Sequential
{
    new Conv2d(1, 6, 5, padding: 2), new Relu(), new MaxPool2d(2),
    new Conv2d(6, 16, 5), new Relu(), new MaxPool2d(2),
    new Flatten(), new Linear(400, 84), new Relu(), new Linear(84, 10),
};
net.Initialize(seed: 1);

var options = new DataLoaderOptions { Normalize = Normalize.Mnist };
var train = new DataLoader(Mnist.Train(), 64, options with { Shuffle = true });
var test = new DataLoader(Mnist.Test(), 250, options);

var trainer = new Trainer(net, new CrossEntropyLoss(), new AdamW(net, 0.002), new CosineSchedule(0.002, train.BatchCount));
trainer.Fit(train, test, epochs: 1);

var evaluation = Evaluator.Run(net, test);
Console.WriteLine($"{net.CountParameters()} parameters, {evaluation.Accuracy:P2} of 10,000 test digits after one epoch");

// Ready to run on single images: a plan allocates nothing while it runs.
var singles = new DataLoader(Mnist.Test(), 1, options);
var plan = InferencePlan.Of(net, [1, 1, 28, 28]);
foreach (var image in singles.Epoch(0).Take(3))
{
    var scores = plan.Run(image.Images);
    Console.WriteLine($"a {image.Labels.Span[0]}, read as {scores.ToArray().Index().MaxBy(score => score.Item).Index}");
}
