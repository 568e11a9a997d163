using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// Restricted Boltzmann machines on top of each other: the hidden units of one are the visible ones of the next. Hinton, Osindero and Teh,
/// Neural Computation 18, 2006. It learns by <see cref="GreedyPretraining"/>, and then dreams, or becomes a classifier or an autoencoder.
/// </summary>
public sealed class DeepBeliefNet
{
    /// <summary>Builds the machines.</summary>
    /// <param name="sizes">How many units each layer has, that of the inputs first: 784, 500, 500, 2000.</param>
    /// <param name="inputKind">What an input can say: <see cref="UnitKind.Gaussian"/> for measured quantities of mean 0 and variance 1.</param>
    /// <param name="codeKind">What a unit of the last layer can say.</param>
    /// <param name="labels">How many units for classes stand beside the last layer but one; the last machine learns both together.</param>
    /// <param name="seed">Decides the first weights.</param>
    public DeepBeliefNet(
        IReadOnlyList<int> sizes, UnitKind inputKind = UnitKind.Binary, UnitKind codeKind = UnitKind.Binary, int labels = 0, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfLessThan(sizes.Count, 2, nameof(sizes));
        (Sizes, Labels) = (sizes, labels);
        var top = sizes.Count - 2;
        Layers = [.. Enumerable.Range(0, top + 1).Select(layer => new RestrictedBoltzmannMachine(
            sizes[layer] + (layer == top ? labels : 0), sizes[layer + 1],
            layer == 0 ? inputKind : UnitKind.Binary, layer == top ? codeKind : UnitKind.Binary, layer == top ? labels : 0))];
        for (var layer = 0; layer < Layers.Count; layer++)
        {
            Layers[layer].Initialize(Rng.Hash(seed, (ulong)layer));
        }
    }

    /// <summary>How many units each layer has, that of the inputs first.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>How many units for classes stand beside the last layer but one.</summary>
    public int Labels { get; }

    /// <summary>The machines, from the inputs up.</summary>
    public IReadOnlyList<RestrictedBoltzmannMachine> Layers { get; }

    /// <summary>
    /// Lets the last machine dream of classes, whose units are held at 1, and shows what it dreams as inputs. It starts from what it expects of
    /// nothing in particular.
    /// </summary>
    /// <param name="labels">The class of each dream.</param>
    /// <param name="rounds">Rounds of Gibbs sampling.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <param name="tell">Is told how much is done, after each round; it may end the run by an exception.</param>
    /// <returns>Means of the inputs, shape [labels, inputs].</returns>
    /// <exception cref="InvalidOperationException">The net has no units for classes.</exception>
    public Tensor Dream(ReadOnlySpan<int> labels, int rounds, ulong seed, Action<double>? tell = null)
    {
        if (Labels == 0)
        {
            throw new InvalidOperationException("This net has no units for classes to dream of. Build it with labels.");
        }

        using var scope = new Scope();
        var rng = new Rng(seed);
        var top = Layers[^1];
        var visible = top.VisibleMeans(Tensor.Zeros([labels.Length, Sizes[^1]])).Clone().Keep();
        for (var round = 0; round < rounds; round++)
        {
            using var temporaries = new Scope();
            var drawn = top.SampleVisible(visible, rng);
            Hold(drawn, labels);
            visible = top.VisibleMeans(top.SampleHidden(top.HiddenMeans(drawn), rng)).Clone().Keep();
            tell?.Invoke((round + 1.0) / rounds);
        }

        // The way down takes means, which are less grainy than what is drawn from them.
        var units = Ops.Narrow(visible, 1, 0, Sizes[^2]);
        for (var layer = Layers.Count - 2; layer >= 0; layer--)
        {
            units = Layers[layer].VisibleMeans(units);
        }

        return units.Clone().Keep();
    }

    /// <summary>A net of sigmoid layers with the learned weights, to be fine-tuned by backpropagation.</summary>
    /// <param name="classes">How many scores it gives.</param>
    /// <returns>Input [N, inputs], output [N, classes]. The scores' weights are those of the units for classes where there are any, else random.</returns>
    public Sequential ToClassifier(int classes)
    {
        var net = new Sequential();
        for (var layer = 0; layer < Layers.Count; layer++)
        {
            net.Add(Upwards(layer));
            net.Add(new Sigmoid());
        }

        var scores = new Linear(Sizes[^1], classes);
        if (Labels == classes)
        {
            using var scope = new Scope();
            var top = Layers[^1];
            Load(scores.Weight, Ops.Permute(Ops.Narrow(top.Weight, 1, Sizes[^2], Labels), 1, 0));
            Load(scores.Bias!, Ops.Narrow(top.VisibleBias, 0, Sizes[^2], Labels));
        }

        net.Add(scores);
        return net;
    }

    /// <summary>An autoencoder with the learned weights: up to the last layer and, with the same weights, down again.</summary>
    public DeepAutoencoder ToAutoencoder()
    {
        var (encoder, decoder) = (new Sequential(), new Sequential());
        for (var layer = 0; layer < Layers.Count; layer++)
        {
            encoder.Add(Upwards(layer));
            if (Layers[layer].HiddenKind == UnitKind.Binary)
            {
                encoder.Add(new Sigmoid());
            }
        }

        for (var layer = Layers.Count - 1; layer >= 0; layer--)
        {
            using var scope = new Scope();
            var down = new Linear(Sizes[layer + 1], Sizes[layer]);
            Load(down.Weight, Ops.Permute(Ops.Narrow(Layers[layer].Weight, 1, 0, Sizes[layer]), 1, 0));
            Load(down.Bias!, Ops.Narrow(Layers[layer].VisibleBias, 0, 0, Sizes[layer]));
            decoder.Add(down);
            if (layer > 0)
            {
                decoder.Add(new Sigmoid());
            }
        }

        return new DeepAutoencoder(encoder, decoder);
    }

    private void Hold(Tensor visible, ReadOnlySpan<int> labels)
    {
        for (var row = 0; row < labels.Length; row++)
        {
            var classes = visible.Span.Slice((row * visible.Shape[1]) + Sizes[^2], Labels);
            classes.Clear();
            classes[labels[row]] = 1;
        }
    }

    private Linear Upwards(int layer)
    {
        using var scope = new Scope();
        var up = new Linear(Sizes[layer], Sizes[layer + 1]);
        Load(up.Weight, Ops.Narrow(Layers[layer].Weight, 1, 0, Sizes[layer]));
        Load(up.Bias!, Layers[layer].HiddenBias);
        return up;
    }

    private static void Load(Parameter parameter, Tensor values) => parameter.Load(values.CopyTo);
}
