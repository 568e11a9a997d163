using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// The likelihood that a small restricted Boltzmann machine of binary units gives to data, exactly: with few hidden units all their states can be
/// gone through, which is what contrastive divergence is there to avoid.
/// </summary>
public static class ExactLikelihood
{
    private const int MostHidden = 20;
    private const int StatesAtOnce = 4096;

    /// <summary>The mean log-likelihood of data, −F(v) − log Z.</summary>
    /// <param name="machine">A machine of binary units, of at most 20 hidden ones.</param>
    /// <param name="data">Shape [N, visible].</param>
    /// <returns>In nats for one input.</returns>
    /// <exception cref="ArgumentException">Other units, or too many.</exception>
    public static double MeanLogLikelihood(RestrictedBoltzmannMachine machine, Tensor data)
    {
        ArgumentNullException.ThrowIfNull(machine);
        using var scope = new Scope();
        return -machine.FreeEnergy(data).Item() - LogPartition(machine);
    }

    /// <summary>log Z, Z being the sum of exp(−E(v, h)) over all states.</summary>
    /// <param name="machine">A machine of binary units, of at most 20 hidden ones.</param>
    /// <exception cref="ArgumentException">Other units, or too many.</exception>
    public static double LogPartition(RestrictedBoltzmannMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var hidden = machine.HiddenBias.Shape[0];
        if (machine is not { VisibleKind: UnitKind.Binary, HiddenKind: UnitKind.Binary, Labels: 0 } || hidden > MostHidden)
        {
            throw new ArgumentException(
                $"The exact likelihood of {machine}: it takes binary units without labels, and at most {MostHidden} hidden ones. Use the free energy instead.", nameof(machine));
        }

        var (states, most, sum) = (1 << hidden, double.NegativeInfinity, 0.0);
        for (var first = 0; first < states; first += StatesAtOnce)
        {
            using var scope = new Scope();
            var h = States(first, Math.Min(StatesAtOnce, states - first), hidden);
            var logs = Ops.Sum(h * machine.HiddenBias, [1]) + Ops.Sum(Ops.Softplus(Ops.MatMul(h, machine.Weight) + machine.VisibleBias), [1]);
            foreach (var log in logs.Span)
            {
                (most, sum) = log > most ? (log, (sum * Math.Exp(most - log)) + 1) : (most, sum + Math.Exp(log - most));
            }
        }

        return most + Math.Log(sum);
    }

    private static Tensor States(int first, int count, int hidden)
    {
        var states = Tensor.Uninitialized([count, hidden]);
        for (var i = 0; i < count * hidden; i++)
        {
            states.Span[i] = ((first + (i / hidden)) >> (i % hidden)) & 1;
        }

        return states;
    }
}
