#:project ../src/Striate.Training/Striate.Training.csproj

// A module, its loop, and a new last layer, as in PyTorch: docs/coming-from-pytorch.md has the originals.
// Run it from the repository: dotnet run -c Release samples/coming-from-pytorch.cs [RESNET18_WEIGHTS]
using Striate.Data;
using Striate.Networks;
using Striate.Tensors;

var options = new DataLoaderOptions { Normalize = Normalize.Mnist };
var train = new DataLoader(Mnist.Train().Take(20_000), 64, options with { Shuffle = true });
var test = new DataLoader(Mnist.Test().Take(2_000), 250, options);

var net = new SmallNet();
net.Initialize(seed: 1);
var optimizer = new AdamW(net, learningRate: 3e-3);
var schedule = new CosineSchedule(3e-3, steps: train.BatchCount);

net.Train();
foreach (var batch in train.Epoch(0))
{
    using (var tape = new Tape())
    {
        var loss = Ops.CrossEntropy(net.Forward(batch.Images), batch.Labels.Span);
        loss.Backward();
    }

    optimizer.LearningRate = schedule.At(optimizer.Steps);
    optimizer.Step();
}

net.Eval();
var right = 0;
foreach (var batch in test.Epoch(0))
{
    using var scope = new Scope();
    var best = Ops.ArgMax(net.Forward(batch.Images), axis: 1).ToArray();
    right += batch.Labels.ToArray().Index().Count(label => best[label.Index] == label.Item);
}

Console.WriteLine($"test accuracy {(double)right / test.Data.Count:P2}");
if (args.Length > 0)
{
    var tuned = WithNewHead(args[0]);
    Console.WriteLine($"learns: {string.Join(", ", tuned.Parameters().Where(p => p.Parameter.RequiresGrad).Select(p => p.Name))}");
}

// Weights of torchvision, a last layer for five classes, and only that learns.
static Module WithNewHead(string path)
{
    var net = new ResNet(18, classes: 5);
    net.Initialize(seed: 1);
    using (var file = WeightsFile.Open(path))
    {
        WeightsMatch.Of(net, file).Load(isLeftOut: name => name.StartsWith("fc."));
    }

    net.Freeze("*", except: name => name.StartsWith("fc."));
    return net;
}

// The parts are registered with the names that state_dict shows.
internal sealed class SmallNet : Module
{
    private readonly Conv2d _conv;
    private readonly BatchNorm2d _norm;
    private readonly Linear _fc;

    public SmallNet()
    {
        _conv = Add("conv", new Conv2d(1, 8, 3, padding: 1));
        _norm = Add("norm", new BatchNorm2d(8));
        _fc = Add("fc", new Linear(8 * 14 * 14, 10));
    }

    protected override Tensor ForwardCore(Tensor x)
    {
        x = Ops.MaxPool2d(Ops.Relu(_norm.Forward(_conv.Forward(x))), 2);
        return _fc.Forward(Ops.Flatten(x));
    }
}
