using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// The learning rule of restricted Boltzmann machines: what the data look like is made likelier, what the machine makes of them by itself
/// is made less likely. Hinton, Neural Computation 14, 2002; with persistent chains Tieleman, ICML, 2008.
/// </summary>
/// <remarks>
/// The gradient is that of F(v⁰) − F(vᵏ), F being the free energy, v⁰ data and vᵏ what k rounds of Gibbs sampling reach from there; for the
/// weights it is −(⟨h·vᵀ⟩ of the data − ⟨h·vᵀ⟩ of the samples). Hidden units are drawn, visible ones are their means, as in Hinton's own programs.
/// Persistent chains go on from where the last step left them, not from the data; they draw their visible units too.
/// </remarks>
/// <param name="machine">What learns.</param>
/// <param name="optimizer">What goes along the gradient.</param>
/// <param name="rounds">k, at least 1.</param>
/// <param name="isPersistent">Whether chains persist from step to step.</param>
/// <param name="seed">Decides what is drawn.</param>
public sealed class ContrastiveDivergence(RestrictedBoltzmannMachine machine, Optimizer optimizer, int rounds = 1, bool isPersistent = false, ulong seed = 1)
{
    private readonly Rng _rng = new(seed);
    private Tensor? _chains;

    /// <summary>One step on a batch.</summary>
    /// <param name="data">Shape [N, visible].</param>
    public void Step(Tensor data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var scope = new Scope();
        var samples = Sample(data);
        using var tape = new Tape(0);
        (machine.FreeEnergy(data) - machine.FreeEnergy(samples)).Backward();
        optimizer.Step();
    }

    private Tensor Sample(Tensor data)
    {
        var visible = isPersistent ? _chains ?? data : data;
        for (var round = 0; round < rounds; round++)
        {
            visible = machine.VisibleMeans(machine.SampleHidden(machine.HiddenMeans(visible), _rng));
            visible = isPersistent ? machine.SampleVisible(visible, _rng) : visible;
        }

        if (isPersistent)
        {
            _chains = visible.Keep();
        }

        return visible;
    }
}
