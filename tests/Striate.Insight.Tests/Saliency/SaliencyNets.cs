using System.Text.Json;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight.Tests;

/// <summary>The two networks of make_saliency.py with the weights that both sides compute, and what PyTorch says of them.</summary>
internal static class SaliencyNets
{
    public const int Side = 8;

    /// <summary>The class that is asked for.</summary>
    public const int Class = 1;

    private static readonly JsonElement Reference = JsonDocument.Parse(
        typeof(SaliencyNets).Assembly.GetManifestResourceStream("saliency.json")!).RootElement;

    public static Tensor Image => Tensor.From([.. Wave(3 * Side * Side, 0.13)], [1, 3, Side, Side]);

    public static Sequential Build(string name)
    {
        Sequential net = name == "plain"
            ? [new Conv2d(3, 4, 3, padding: 1), new Relu(), new MaxPool2d(2), new Conv2d(4, 6, 3, padding: 1), new Relu(), new Flatten(), new Linear(96, 5)]
            :
            [
                new Conv2d(3, 4, 3, stride: 2, padding: 1), new BatchNorm2d(4), new Relu(),
                new Residual(
                    new Sequential(new Conv2d(4, 4, 3, padding: 1), new BatchNorm2d(4), new Relu(), new Conv2d(4, 4, 3, padding: 1), new BatchNorm2d(4)),
                    activation: new Relu()),
                new GlobalAvgPool2d(), new Flatten(), new Linear(4, 5),
            ];
        foreach (var (path, parameter) in net.Parameters())
        {
            parameter.Load(values => Fill(path, parameter.Shape, values));
        }

        foreach (var (path, buffer) in net.Buffers())
        {
            Fill(path, buffer.Shape, buffer.Span);
        }

        net.Eval();
        return net;
    }

    /// <summary>What PyTorch says.</summary>
    public static float[] Expected(string net, string method) => [.. Reference.GetProperty(net).GetProperty(method).EnumerateArray().Select(value => value.GetSingle())];

    /// <summary>Asserts that numbers are PyTorch's, but for rounding.</summary>
    public static void AssertAsExpected(string net, string method, Tensor values)
    {
        var expected = Expected(net, method);
        var tolerance = 2e-4f * expected.Max(MathF.Abs);
        Assert.Equal(expected.Length, values.Length);
        Assert.All(expected.Zip(values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    // The rule of make_saliency.py.
    private static void Fill(string name, Shape shape, Span<float> values)
    {
        var isScale = shape.Rank == 1 && (name.EndsWith("running_var", StringComparison.Ordinal) || name.EndsWith("1.weight", StringComparison.Ordinal) || name.EndsWith("4.weight", StringComparison.Ordinal));
        var deviation = Math.Sqrt(4.0 * shape[0] / shape.Size);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(shape.Rank > 1 ? deviation * WaveAt(i) : isScale ? 1 + (0.1 * WaveAt(i)) : 0.1 * WaveAt(i));
        }

        double WaveAt(int i) => Math.Sin((0.37 + (0.01 * name.Length)) * i);
    }

    private static IEnumerable<float> Wave(int count, double frequency) => Enumerable.Range(0, count).Select(i => (float)Math.Sin(frequency * i));
}
