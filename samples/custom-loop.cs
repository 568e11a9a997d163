#:project ../src/Striate.Training/Striate.Training.csproj

// A training loop written by hand: gradients of four small batches are summed before each step, and their length is shown.
// Run it from the repository: dotnet run -c Release samples/custom-loop.cs
using System.Numerics.Tensors;
using Striate.Data;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

const int BatchesInStep = 4;

var net = new LeNet5();
net.Initialize(seed: 1);
var options = new DataLoaderOptions { Normalize = Normalize.Mnist };
var loader = new DataLoader(Mnist.Train().Take(20_000), 16, options with { Shuffle = true });
var optimizer = new Sgd(net, learningRate: 0.005, momentum: 0.9, nesterov: true);

net.Train();
foreach (var batch in loader.Epoch(0))
{
    using (var tape = new Tape())
    {
        var loss = Ops.CrossEntropy(net.Forward(batch.Images), batch.Labels.Span);
        loss.Backward();
    }

    if ((batch.Number + 1) % BatchesInStep == 0)
    {
        var length = Math.Sqrt(net.Parameters().Sum(p => (double)TensorPrimitives.SumOfSquares<float>(p.Parameter.Grad!.Span)));
        optimizer.Step();
        if (optimizer.Steps % 100 == 0)
        {
            Console.WriteLine($"step {optimizer.Steps}: gradient of length {length:0.000}");
        }
    }
}

Console.WriteLine($"test accuracy {Evaluator.Run(net, new DataLoader(Mnist.Test(), 250, options)).Accuracy:P2}");
