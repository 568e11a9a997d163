using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// Learning layer by layer, without labels: each machine of a <see cref="DeepBeliefNet"/> learns by <see cref="ContrastiveDivergence"/>, and what
/// its hidden units then say is what the next one learns from. Settings after Hinton, A Practical Guide to Training Restricted Boltzmann Machines, 2010.
/// </summary>
public sealed record GreedyPretraining
{
    /// <summary>Passes over the data for each machine.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Inputs of a step.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Step size of binary machines at the beginning; it falls evenly to 0.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Step size of machines with Gaussian units, which diverge earlier.</summary>
    public double GaussianLearningRate { get; init; } = 0.001;

    /// <summary>Share of the last step that goes on. Persistent chains follow the weights and go without.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Pull of every weight towards 0.</summary>
    public double WeightDecay { get; init; } = 2e-4;

    /// <summary>Rounds of Gibbs sampling in a step.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Whether the last machine learns with persistent chains, which makes it the better dreamer.</summary>
    public bool IsTopPersistent { get; init; }

    /// <summary>Decides the order of the data and what is drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Pretrains a net.</summary>
    /// <param name="net">The net.</param>
    /// <param name="inputs">Shape [N, inputs].</param>
    /// <param name="labels">N classes, for a net with units for them; otherwise empty.</param>
    /// <param name="tell">Is told the machine that learns and the share of it that is done, after each step; it may end the run by an exception.</param>
    public void Run(DeepBeliefNet net, Tensor inputs, ReadOnlySpan<int> labels = default, Action<int, double>? tell = null)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, net.Labels == 0 ? 0 : inputs.Shape[0], nameof(labels));
        for (var layer = 0; layer < net.Layers.Count; layer++)
        {
            var isTop = layer == net.Layers.Count - 1;
            inputs = isTop && net.Labels > 0 ? WithLabels(inputs, labels, net.Labels) : inputs;
            Learn(net.Layers[layer], inputs, IsTopPersistent && isTop, Rng.Hash(Seed, (ulong)layer), share => tell?.Invoke(layer, share));
            inputs = isTop ? inputs : Rows.Map(net.Layers[layer], inputs);
        }
    }

    private void Learn(RestrictedBoltzmannMachine machine, Tensor inputs, bool isPersistent, ulong seed, Action<double> tell)
    {
        StartFromMeans(machine, inputs);
        var rate = machine is { VisibleKind: UnitKind.Binary, HiddenKind: UnitKind.Binary } ? LearningRate : GaussianLearningRate;
        var optimizer = new Sgd(machine, rate, isPersistent ? 0 : Momentum, weightDecay: WeightDecay);
        var rule = new ContrastiveDivergence(machine, optimizer, Rounds, isPersistent, seed);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            var done = 0;
            foreach (var places in Rows.Batches(inputs.Shape[0], BatchSize, Rng.Hash(seed, (ulong)epoch)))
            {
                using var scope = new Scope();
                optimizer.LearningRate = rate * (1 - ((epoch + ((double)done / inputs.Shape[0])) / Epochs));
                rule.Step(Rows.Of(inputs, places));
                done += places.Length;
                tell((epoch + ((double)done / inputs.Shape[0])) / Epochs);
            }
        }
    }

    // With biases that say how often each unit is on, no hidden unit has to learn that.
    private static void StartFromMeans(RestrictedBoltzmannMachine machine, Tensor inputs)
    {
        using var scope = new Scope();
        var means = Ops.Mean(inputs, [0]).ToArray();
        machine.VisibleBias.Load(bias =>
        {
            for (var i = 0; i < bias.Length; i++)
            {
                var mean = Math.Clamp(means[i], 0.005f, 0.995f);
                bias[i] = machine.VisibleKind == UnitKind.Binary ? MathF.Log(mean / (1 - mean)) : means[i];
            }
        });
    }

    private static Tensor WithLabels(Tensor inputs, ReadOnlySpan<int> labels, int classes)
    {
        var (count, width) = (inputs.Shape[0], inputs.Shape[1] + classes);
        var joined = Tensor.Zeros([count, width]);
        for (var i = 0; i < count; i++)
        {
            inputs.Span.Slice(i * inputs.Shape[1], inputs.Shape[1]).CopyTo(joined.Span[(i * width)..]);
            joined.Span[(i * width) + inputs.Shape[1] + labels[i]] = 1;
        }

        return joined;
    }
}
