using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// Complex cells: each reads the four simple cells of its place and orientation, and answers wherever in its field the bar or edge lies, bright or dark.
/// </summary>
/// <remarks>
/// Input [N, 4 · orientations, H, W], what <see cref="SimpleCells"/> give; output [N, orientations, H, W]: √(Σ s²), which is the energy model, √(even² + odd²), since
/// of opposite phases one is 0. Hubel and Wiesel, Journal of Physiology 160, 1962; Adelson and Bergen, Journal of the Optical Society of America A 2, 1985.
/// </remarks>
public sealed class ComplexCells : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var squares = Ops.Square(x);
        var orientations = x.Shape[1] / SimpleCells.Phases;
        var energies = new Tensor[orientations];
        for (var i = 0; i < orientations; i++)
        {
            energies[i] = Ops.Sum(Ops.Narrow(squares, 1, i * SimpleCells.Phases, SimpleCells.Phases), [1], keepDims: true);
        }

        return Ops.Sqrt(Ops.Concat(1, energies));
    }
}
