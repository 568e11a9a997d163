using Striate.Kernels;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// The A-units of a perceptron: each is wired to a few photocells, chosen by chance once and for all, half of the wires exciting (+1) and half
/// inhibiting (−1) in the mean, and answers 1 where its sum reaches a threshold that all share. They never learn.
/// </summary>
/// <remarks>a = 1 where Σ wire · cell ≥ θ, else 0. Rosenblatt, Principles of Neurodynamics, 1962.</remarks>
public sealed class AssociationUnits
{
    private readonly Tensor _threshold;

    /// <summary>Draws the wires.</summary>
    /// <param name="cells">Photocells.</param>
    /// <param name="units">A-units.</param>
    /// <param name="connections">Wires of each A-unit, to as many photocells.</param>
    /// <param name="threshold">The sum θ at which it answers.</param>
    /// <param name="seed">Equal seeds give equal wires.</param>
    /// <exception cref="ArgumentOutOfRangeException">No unit, no wire, or more wires than there are photocells.</exception>
    public AssociationUnits(int cells, int units, int connections, int threshold, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(connections, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(connections, cells);
        Wires = Tensor.Zeros([units, cells]).Keep();
        _threshold = Tensor.Full([1], threshold).Keep();
        var rng = new Rng(seed);
        var places = Enumerable.Range(0, cells).ToArray();
        for (var unit = 0; unit < units; unit++)
        {
            rng.Shuffle<int>(places);
            foreach (var cell in places.AsSpan(0, connections))
            {
                Wires.Span[(unit * cells) + cell] = rng.NextInt(2) == 0 ? 1 : -1;
            }
        }
    }

    /// <summary>How many.</summary>
    public int Count => Wires.Shape[0];

    /// <summary>The wires, shape [units, cells]: +1, −1, and 0 where there is none.</summary>
    public Tensor Wires { get; }

    /// <summary>What they answer.</summary>
    /// <param name="cells">What the photocells see, 0 or 1, shape [n, cells].</param>
    /// <returns>0 or 1, shape [n, units].</returns>
    /// <exception cref="ShapeException">Another number of photocells.</exception>
    public Tensor Answer(Tensor cells) => Ops.GreaterOrEqual(Ops.MatMul(cells, Wires, transposeB: true), _threshold);
}
