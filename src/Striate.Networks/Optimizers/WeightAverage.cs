using System.Globalization;
using Striate.Kernels.Update;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A running mean of a network's weights and buffers over the steps of its training, which often does better than the newest ones.
/// Polyak and Juditsky, 1992; as exponential mean: Tarvainen and Valpola, arXiv:1703.01780.
/// </summary>
/// <remarks>mean ← d·mean + (1 − d)·w, d = min(decay, (1 + t)/(10 + t)) in step t, so that the first steps are soon forgotten.</remarks>
/// <example><code>
/// var average = new WeightAverage(net, 0.999);
/// // after each step: average.Update();
/// average.Swap();     // the network has the means
/// average.Swap();     // and its own weights again
/// </code></example>
public sealed class WeightAverage
{
    private readonly (string Name, Tensor Own, Tensor Mean)[] _weights;
    private readonly UpdateTarget[] _targets;

    /// <summary>Prepares to follow a network.</summary>
    /// <param name="network">The network, with its first weights or about to get them.</param>
    /// <param name="decay">Share of the mean that is kept in a step, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is out of its range.</exception>
    public WeightAverage(Module network, double decay = 0.999)
    {
        Decay = decay is >= 0 and < 1
            ? decay
            : throw new ArgumentOutOfRangeException(nameof(decay), string.Create(CultureInfo.InvariantCulture, $"Weight average: decay is {decay}, expected from 0 to below 1."));
        _weights = [.. Weights.Of(network).Select(w => (w.Name, w.Tensor, w.Tensor.Clone().Keep()))];
        _targets = new UpdateTarget[_weights.Length];
    }

    /// <summary>Share of the mean that is kept in a step.</summary>
    public double Decay { get; }

    /// <summary>Steps that went into the mean.</summary>
    public int Updates { get; private set; }

    /// <summary>Whether the network has the means at present, and these its own weights.</summary>
    public bool IsSwapped { get; private set; }

    /// <summary>The means, under the names of the weights, whoever has them at present; before the first update the weights.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Means() => _weights.Select(w => (w.Name, IsSwapped || Updates == 0 ? w.Own : w.Mean));

    /// <summary>The newest weights, under their names, whoever has them at present.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Newest() => _weights.Select(w => (w.Name, IsSwapped ? w.Mean : w.Own));

    /// <summary>Takes means and newest weights back, such as from a checkpoint. The network then has the newest.</summary>
    /// <param name="updates">Steps that went into the mean.</param>
    /// <param name="mean">Fills the mean of a name, in row-major order.</param>
    /// <param name="newest">Fills the newest weights of a name, in row-major order.</param>
    public void Load(int updates, Action<string, Memory<float>> mean, Action<string, Memory<float>> newest)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(newest);
        (Updates, IsSwapped) = (updates, false);
        foreach (var (name, own, average) in _weights)
        {
            var values = new float[own.Length];
            mean(name, values);
            average.CopyFrom(values);
            newest(name, values);
            own.CopyFrom(values);
        }
    }

    /// <summary>Takes the newest weights into the mean. The first time they are the mean.</summary>
    /// <exception cref="InvalidOperationException">The network has the means at present.</exception>
    public void Update()
    {
        if (IsSwapped)
        {
            throw new InvalidOperationException("Weight average: the network has the means at present. Call Swap() before the next step.");
        }

        var kept = Updates == 0 ? 0 : Math.Min(Decay, (1.0 + Updates) / (10.0 + Updates));
        for (var i = 0; i < _weights.Length; i++)
        {
            _targets[i] = new UpdateTarget(_weights[i].Mean.Memory, _weights[i].Own.Memory, (float)(1 - kept), 0);
        }

        UpdateKernel.Run(_targets, default(AverageRule));
        Updates++;
    }

    /// <summary>Exchanges the network's weights and the means: once for an evaluation, and once more to go on. Does nothing before the first update.</summary>
    public void Swap()
    {
        if (Updates == 0)
        {
            return;
        }

        IsSwapped = !IsSwapped;
        foreach (var (_, own, mean) in _weights)
        {
            var kept = own.Span.ToArray();
            mean.Span.CopyTo(own.Span);
            kept.CopyTo(mean.Span);
        }
    }
}
