using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History.Tests;

/// <summary>Restricted Boltzmann machines and contrastive divergence, against sums over all states.</summary>
public class RestrictedBoltzmannMachineTests
{
    [Fact]
    public void FreeEnergy_OfASmallMachine_IsThatOfTheSumOverHiddenStates()
    {
        var machine = Machine(3, 2);
        float[] v = [1, 0, 1];
        var sum = 0.0;
        for (var state = 0; state < 4; state++)
        {
            float[] h = [state & 1, state >> 1];
            var energy = -Dot(machine.VisibleBias.Value.Span, v) - Dot(machine.HiddenBias.Value.Span, h);
            for (var j = 0; j < 2; j++)
            {
                energy -= h[j] * Dot(machine.Weight.Value.Span.Slice(3 * j, 3), v);
            }

            sum += Math.Exp(-energy);
        }

        Assert.Equal(-Math.Log(sum), machine.FreeEnergy(Tensor.From(v, [1, 3])).Item(), 5);
    }

    [Fact]
    public void MeanLogLikelihood_OfAllStates_SumsToOne()
    {
        var machine = Machine(4, 3);
        var sum = Enumerable.Range(0, 16).Sum(state =>
            Math.Exp(ExactLikelihood.MeanLogLikelihood(machine, Tensor.From([state & 1, (state >> 1) & 1, (state >> 2) & 1, state >> 3], [1, 4]))));
        Assert.Equal(1, sum, 5);
    }

    [Fact]
    public void LogPartition_OfAMachineOfManyUnits_SaysWhatItTakes()
    {
        var error = Assert.Throws<ArgumentException>(() => ExactLikelihood.LogPartition(new RestrictedBoltzmannMachine(4, 21)));
        Assert.StartsWith("The exact likelihood of RestrictedBoltzmannMachine 4 ↔ 21: it takes binary units without labels, and at most 20 hidden ones.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(5, false)]
    [InlineData(1, true)]
    public void Step_OnBarsAndStripes_MakesThemLikely(int rounds, bool isPersistent)
    {
        var data = BarsAndStripes();
        var machine = new RestrictedBoltzmannMachine(9, 8);
        machine.Initialize(3);
        var before = ExactLikelihood.MeanLogLikelihood(machine, data);
        var rule = new ContrastiveDivergence(machine, new Sgd(machine, 0.1, 0.5), rounds, isPersistent, seed: 3);
        for (var step = 0; step < 1500; step++)
        {
            rule.Step(data);
        }

        // No machine can do better than −log 14, the number of different pictures.
        Assert.InRange(before, -6.3, -6.1);
        Assert.InRange(ExactLikelihood.MeanLogLikelihood(machine, data), -4.2, -Math.Log(14));
    }

    [Fact]
    public void Step_OfOneRound_GoesAlongTheDifferenceOfProducts()
    {
        // Hidden units that are as good as sure make the step exact: they are 1, whatever is drawn.
        var machine = Machine(3, 2);
        machine.HiddenBias.Load(bias => bias.Fill(50));
        var weights = machine.Weight.Value.ToArray();
        var data = Tensor.From([1, 0, 1], [1, 3]);
        var again = machine.VisibleMeans(Tensor.Full([1, 2], 1)).ToArray();
        new ContrastiveDivergence(machine, new Sgd(machine, 1)).Step(data);
        Assert.Equal(weights.Select((w, i) => w + data.Span[i % 3] - again[i % 3]), machine.Weight.Value.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void SampleVisible_WithLabels_PicksExactlyOne()
    {
        var machine = new RestrictedBoltzmannMachine(5, 4, labels: 3);
        var drawn = machine.SampleVisible(machine.VisibleMeans(Tensor.Zeros([200, 4])), new Rng(5)).ToArray().Chunk(5).ToList();
        Assert.All(drawn, row => Assert.Equal(1, row[2..].Sum()));
        Assert.All(Enumerable.Range(2, 3), unit => Assert.InRange(drawn.Sum(row => row[unit]), 40, 95));
    }

    [Fact]
    public void FreeEnergy_OfGaussianUnits_IsThatOfTheirFormula()
    {
        var machine = Machine(2, 1, UnitKind.Gaussian, UnitKind.Gaussian);
        var (w, b, c) = (machine.Weight.Value.ToArray(), machine.VisibleBias.Value.ToArray(), machine.HiddenBias.Value[0]);
        var input = (0.5f * w[0]) - (2 * w[1]) + c;
        var expected = (0.5 * (Math.Pow(0.5 - b[0], 2) + Math.Pow(-2 - b[1], 2))) - (0.5 * input * input);
        Assert.Equal(expected, machine.FreeEnergy(Tensor.From([0.5f, -2], [1, 2])).Item(), 4);
    }

    private static RestrictedBoltzmannMachine Machine(int visible, int hidden, UnitKind visibleKind = UnitKind.Binary, UnitKind hiddenKind = UnitKind.Binary)
    {
        var machine = new RestrictedBoltzmannMachine(visible, hidden, visibleKind, hiddenKind);
        var rng = new Rng(7);
        foreach (var (_, parameter) in machine.Parameters())
        {
            parameter.Load(values =>
            {
                foreach (ref var value in values)
                {
                    value = (float)rng.NextNormal();
                }
            });
        }

        return machine;
    }

    private static Tensor BarsAndStripes() => Tensor.From(
        [.. from isBar in new[] { true, false }
            from pattern in Enumerable.Range(isBar ? 0 : 1, isBar ? 8 : 6)
            from place in Enumerable.Range(0, 9)
            select (float)((pattern >> (isBar ? place % 3 : place / 3)) & 1)],
        [14, 9]);

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => System.Numerics.Tensors.TensorPrimitives.Dot(a, b);
}
