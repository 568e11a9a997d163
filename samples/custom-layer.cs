#:project ../src/Striate.Training/Striate.Training.csproj

// A layer and an operation of your own: a leaky ReLU whose slope below zero is learned (He et al., arXiv:1502.01852).
// Run it from the repository: dotnet run -c Release samples/custom-layer.cs
using Striate.Data;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

var net = new Sequential
{
    new Conv2d(1, 8, 5, stride: 2), new LearnedRelu(),
    new Conv2d(8, 16, 5, stride: 2), new LearnedRelu(),
    new Flatten(), new Linear(256, 10),
};
net.Initialize(seed: 1);

var options = new DataLoaderOptions { Normalize = Normalize.Mnist };
var train = new DataLoader(Mnist.Train().Take(20_000), 64, options with { Shuffle = true });
new Trainer(net, new CrossEntropyLoss(), new AdamW(net, 0.002)).Fit(train, null, epochs: 1);

var slopes = net.Modules().OfType<LearnedRelu>().Select(layer => layer.Slope.Value.Item());
Console.WriteLine($"slopes learned: {string.Join(", ", slopes.Select(slope => slope.ToString("0.000")))}");
Console.WriteLine($"test accuracy {Evaluator.Run(net, new DataLoader(Mnist.Test(), 250, options)).Accuracy:P2}");

// The layer owns the parameter and says what it computes.
internal sealed class LearnedRelu : Module
{
    public LearnedRelu() => Slope = AddParameter("slope", new Parameter([1], Initializer.Uniform(0.25)));

    public Parameter Slope { get; }

    protected override Tensor ForwardCore(Tensor x) => MyOps.LearnedRelu(x, Slope);
}

// The operation: check, forward, and the backward step that the tape calls with the gradient of the output.
internal static class MyOps
{
    public static Tensor LearnedRelu(Tensor x, Tensor slope)
    {
        var a = slope.Item();
        var y = Tensor.From(x.Shape, x.Layout, y =>
        {
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = x.Span[i] > 0 ? x.Span[i] : a * x.Span[i];
            }
        });

        return Tape.Record("LearnedRelu", [x, slope], y, null, dy =>
        {
            x.ReceiveGrad(dx =>
            {
                for (var i = 0; i < dx.Length; i++)
                {
                    dx[i] = x.Span[i] > 0 ? dy.Span[i] : a * dy.Span[i];
                }
            });
            slope.ReceiveGrad(da =>
            {
                var sum = 0.0;
                for (var i = 0; i < x.Length; i++)
                {
                    sum += x.Span[i] > 0 ? 0 : (double)x.Span[i] * dy.Span[i];
                }

                da[0] = (float)sum;
            });
        });
    }
}
