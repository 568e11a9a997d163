using Striate.Kernels;

namespace Striate.Tensors.Tests;

/// <summary>
/// Compares what an operation leaves on the tape, in float, with central finite differences of its reference twin, in
/// double. Numbers are in the order of memory throughout.
/// </summary>
internal static class GradientCheck
{
    private const double Step = 1e-5;

    /// <summary>A reference twin with one input and an output of the same shape.</summary>
    public delegate void Twin(ReadOnlySpan<double> x, Span<double> y);

    /// <summary>Checks the output and the gradient of every input.</summary>
    /// <param name="inputs">All of them get a gradient.</param>
    /// <param name="operation">The operation under test.</param>
    /// <param name="reference">The same function of the same inputs in double precision.</param>
    /// <param name="tolerance">Largest error, as a share of an array's largest value.</param>
    public static void Run(Tensor[] inputs, Func<Tensor[], Tensor> operation, Func<double[][], double[]> reference, double tolerance = 2e-5)
    {
        using var tape = new Tape(1);
        foreach (var input in inputs)
        {
            input.RequiresGrad = true;
        }

        var y = operation(inputs);
        var wide = Array.ConvertAll(inputs, input => Array.ConvertAll(input.Span.ToArray(), value => (double)value));
        AssertClose("output", reference(wide), y.Span, tolerance);

        var weights = Numbers(y.Length, 99);
        WeightedSum(y, weights).Backward();
        for (var i = 0; i < inputs.Length; i++)
        {
            AssertClose($"gradient of input {i}", Differences(wide, i, reference, weights), inputs[i].Grad!.Span, tolerance);
        }
    }

    /// <summary>Checks an operation that keeps the shape, over images and over a matrix, both of three channels.</summary>
    public static void AgainstTwin(Func<Tensor, Tensor> operation, Twin reference, float scale = 3)
    {
        foreach (var x in new[] { Random([2, 3, 3, 2], 1, scale), Random([5, 3], 2, scale) })
        {
            Run([x], inputs => operation(inputs[0]), inputs =>
            {
                var y = new double[x.Length];
                reference(inputs[0], y);
                return y;
            });
        }
    }

    /// <summary>Images or filters with random numbers, channels-last; other shapes row-major.</summary>
    public static Tensor Random(Shape shape, ulong seed, float scale = 1)
    {
        var tensor = Tensor.Zeros(shape, shape.Rank == 4 ? Layout.ChannelsLast : Layout.RowMajor);
        var rng = new Rng(seed);
        foreach (ref var value in tensor.Span)
        {
            value = rng.NextFloat(-scale, scale);
        }

        return tensor;
    }

    /// <summary>As <see cref="Random"/>, channels-last for signals and volumes and their filters as well.</summary>
    public static Tensor RandomChannelsLast(Shape shape, ulong seed, float scale = 1) => Tensor.Wrap(Random(shape, seed, scale).Memory, shape, Layout.ChannelsLast);

    /// <summary>Numbers between −1 and 1.</summary>
    public static float[] Numbers(int length, ulong seed)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, length).Select(_ => rng.NextFloat(-1, 1))];
    }

    /// <summary>A single number from a tensor, as a custom operation on the tape: Σ weight · y.</summary>
    public static Tensor WeightedSum(Tensor y, float[] weights)
    {
        var sum = 0f;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += y.Span[i] * weights[i];
        }

        return Tape.Record("WeightedSum", [y], Tensor.Full([], sum), null, dy =>
            y.ReceiveGrad(gradient =>
            {
                for (var i = 0; i < gradient.Length; i++)
                {
                    gradient[i] = weights[i] * dy.Item();
                }
            }));
    }

    /// <summary>Equal within a share of the expected numbers' largest value.</summary>
    public static void AssertClose(string what, ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = 1e-4;
        foreach (var value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(expected[i] - actual[i]) / largest;
            Assert.True(error <= tolerance, $"{what} [{i}]: expected {expected[i]}, got {actual[i]}, error {error:E1} of the largest value.");
        }
    }

    /// <summary>The same results by name, each as near.</summary>
    public static void AssertClose(string what, Dictionary<string, float[]> expected, Dictionary<string, float[]> actual, double tolerance)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (name, values) in expected)
        {
            AssertClose($"{what}, {name}", Array.ConvertAll(values, value => (double)value), actual[name], tolerance);
        }
    }

    private static double[] Differences(double[][] inputs, int which, Func<double[][], double[]> reference, float[] weights)
    {
        var x = inputs[which];
        var gradient = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var middle = x[i];
            x[i] = middle + Step;
            var above = reference(inputs);
            x[i] = middle - Step;
            var below = reference(inputs);
            x[i] = middle;
            for (var j = 0; j < weights.Length; j++)
            {
                gradient[i] += weights[j] * (above[j] - below[j]) / (2 * Step);
            }
        }

        return gradient;
    }
}
