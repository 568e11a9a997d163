using Striate.Kernels.Recurrent;

namespace Striate.Kernels.Tests.Recurrent;

public class RecurrentKernelTests
{
    private const double Step = 1e-5;

    private delegate void Twin(in RecurrentGeometry g, double[][] inputs, Span<double> states);

    private delegate void Forward(in RecurrentGeometry g, in RecurrentInputs inputs, Span<float> states);

    private delegate void Backward(
        in RecurrentGeometry g, in RecurrentInputs inputs, ReadOnlySpan<float> states, ReadOnlySpan<float> dstates, in RecurrentGradients gradients);

    [Theory]
    [InlineData(1, 1, 1, false, false)]
    [InlineData(3, 2, 5, false, true)]
    [InlineData(4, 3, 9, true, false)]
    [InlineData(2, 3, 17, true, true)]
    public void Lstm_OddSizes_EqualsReferenceAndItsDifferences(int steps, int samples, int hidden, bool batchFirst, bool reverse) => Check(
        RecurrentGeometry.Create(steps, samples, hidden, LstmKernel.Gates, batchFirst, reverse),
        statesOfStep: 2,
        (in g, inputs, states) => LstmKernel.Reference.Forward<double>(g, inputs[0], inputs[1], inputs[2], inputs[3], inputs[4], states),
        LstmKernel.Forward,
        LstmKernel.Backward);

    [Theory]
    [InlineData(1, 1, 1, false, false)]
    [InlineData(3, 2, 5, false, true)]
    [InlineData(4, 3, 9, true, false)]
    [InlineData(2, 3, 17, true, true)]
    public void Gru_OddSizes_EqualsReferenceAndItsDifferences(int steps, int samples, int hidden, bool batchFirst, bool reverse) => Check(
        RecurrentGeometry.Create(steps, samples, hidden, GruKernel.Gates, batchFirst, reverse),
        statesOfStep: 1,
        (in g, inputs, states) => GruKernel.Reference.Forward<double>(g, inputs[0], inputs[1], inputs[3], inputs[4], states),
        GruKernel.Forward,
        GruKernel.Backward);

    [Fact]
    public void BothForward_WithoutFirstStateAndBiases_AsWithZeros()
    {
        var lstm = RecurrentGeometry.Create(3, 2, 5, LstmKernel.Gates);
        var numbers = Inputs(lstm);
        var (bare, full) = (new float[2 * lstm.Rows * 5], new float[2 * lstm.Rows * 5]);
        LstmKernel.Forward(lstm, new RecurrentInputs { Gates = numbers[0], Weights = numbers[3] }, bare);
        LstmKernel.Forward(lstm, new RecurrentInputs { Gates = numbers[0], Hidden = new float[10], Cell = new float[10], Weights = numbers[3], Bias = new float[20] }, full);
        Assert.Equal(full, bare);
    }

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = RecurrentGeometry.Create(3, 200, 33, LstmKernel.Gates);
        var numbers = Inputs(g);
        var states = new float[2 * g.Rows * g.Hidden];
        var gradients = Array.ConvertAll(numbers, n => new float[n.Length]);
        LstmKernel.Forward(g, Inputs(numbers), states);
        LstmKernel.Backward(g, Inputs(numbers), states, states, Gradients(gradients));
        return [.. states, .. gradients.SelectMany(d => d)];
    });

    [Fact]
    public void Create_NoSteps_SaysSo() => Assert.Equal(
        "2 sequences of 0 steps with states of 3 numbers; expected at least one step and one number.",
        Assert.Throws<ShapeException>(() => RecurrentGeometry.Create(0, 2, 3, 4)).Message);

    private static void Check(RecurrentGeometry g, int statesOfStep, Twin twin, Forward forward, Backward backward)
    {
        var inputs = Inputs(g);
        var (wide, length) = (Array.ConvertAll(inputs, Compare.Widen), statesOfStep * g.Rows * g.Hidden);
        var states = new float[length];
        Compare.WithReference(length, y => twin(g, wide, y), y => forward(g, Inputs(inputs), y), 4e-6);
        forward(g, Inputs(inputs), states);

        var dstates = Guarded.Numbers(length, 9);
        var gradients = Array.ConvertAll(inputs, input => new Guarded(input.Length));
        backward(g, Inputs(inputs), states, dstates, new RecurrentGradients
        {
            Gates = gradients[0].Span,
            Hidden = gradients[1].Span,
            Cell = statesOfStep == 2 ? gradients[2].Span : [],
            Weights = gradients[3].Span,
            Bias = gradients[4].Span,
        });
        for (var which = 0; which < inputs.Length; which++)
        {
            if (which != 2 || statesOfStep == 2)
            {
                gradients[which].AssertEqual(Differences(g, wide, which, twin, dstates), 2e-5, scale: 0.1);
            }
        }
    }

    private static float[] Differences(in RecurrentGeometry g, double[][] inputs, int which, Twin twin, float[] dstates)
    {
        var (above, below, result) = (new double[dstates.Length], new double[dstates.Length], new float[inputs[which].Length]);
        for (var i = 0; i < result.Length; i++)
        {
            var middle = inputs[which][i];
            inputs[which][i] = middle + Step;
            twin(g, inputs, above);
            inputs[which][i] = middle - Step;
            twin(g, inputs, below);
            inputs[which][i] = middle;
            var sum = 0.0;
            for (var j = 0; j < above.Length; j++)
            {
                sum += dstates[j] * (above[j] - below[j]) / (2 * Step);
            }

            result[i] = (float)sum;
        }

        return result;
    }

    // Gates, first state, first memory, weights, biases.
    private static float[][] Inputs(in RecurrentGeometry g)
    {
        var (rows, states, gates) = (g.Rows * g.Gates * g.Hidden, g.Samples * g.Hidden, g.Gates * g.Hidden);
        return [Guarded.Numbers(rows, 1), Guarded.Numbers(states, 2), Guarded.Numbers(states, 3), Guarded.Numbers(gates * g.Hidden, 4), Guarded.Numbers(gates, 5)];
    }

    private static RecurrentInputs Inputs(float[][] inputs) =>
        new() { Gates = inputs[0], Hidden = inputs[1], Cell = inputs[2], Weights = inputs[3], Bias = inputs[4] };

    private static RecurrentGradients Gradients(float[][] d) => new() { Gates = d[0], Hidden = d[1], Cell = d[2], Weights = d[3], Bias = d[4] };
}
