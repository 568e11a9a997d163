using Striate.Kernels;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// Planes of S-cells, as the simple cells of the visual cortex: each looks for one pattern in a small window, all cells of a plane for the same one
/// at different places. An inhibitory V-cell beside them sees how much there is in the window in all, so that what counts is the likeness of the pattern and not its brightness.
/// </summary>
/// <remarks>u_S = r·φ[(1 + Σ a·u_C) / (1 + 2r/(1 + r)·b·v) − 1], v = √(Σ c·u_C²), φ(x) = max(x, 0): shunting inhibition, which divides.
/// Where a and b have grown large by learning from a pattern x, u_S ≈ φ((1 + r)·cos(x, u_C) − r): a cell answers where the cosine is above r/(1 + r).</remarks>
public sealed class SCellLayer
{
    private const double FirstWeight = 1e-3;

    private readonly Tensor _c;

    /// <summary>Builds a layer whose planes know nothing yet: tiny random weights, and no inhibition.</summary>
    /// <param name="inPlanes">Planes of the layer below.</param>
    /// <param name="planes">Planes.</param>
    /// <param name="window">Rows and columns of a cell's window, odd.</param>
    /// <param name="selectivity">r: the larger, the liker a pattern has to be.</param>
    /// <param name="seed">Decides the first weights.</param>
    public SCellLayer(int inPlanes, int planes, int window, double selectivity, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inPlanes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(planes, 1);
        ArgumentOutOfRangeException.ThrowIfEqual(window % 2, 0, nameof(window));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(selectivity);
        (Planes, Window, Selectivity) = (planes, window, selectivity);
        _c = Bell.Of(1, inPlanes, window, 1.0 / inPlanes);
        A = Tensor.Uninitialized([planes, inPlanes, window, window]).Keep();
        B = Tensor.Zeros([planes]).Keep();
        var rng = new Rng(seed);
        for (var i = 0; i < A.Length; i++)
        {
            A.Span[i] = (float)(FirstWeight * rng.NextFloat() * _c.Span[i % _c.Length]);
        }
    }

    /// <summary>Planes.</summary>
    public int Planes { get; }

    /// <summary>Rows and columns of a cell's window.</summary>
    public int Window { get; }

    /// <summary>r.</summary>
    public double Selectivity { get; }

    /// <summary>Excitatory weights a, never negative, shape [planes, inPlanes, window, window].</summary>
    public Tensor A { get; }

    /// <summary>Inhibitory weights b, never negative, shape [planes].</summary>
    public Tensor B { get; }

    /// <summary>What the cells say.</summary>
    /// <param name="below">Shape [N, inPlanes, H, W].</param>
    /// <returns>Shape [N, planes, H, W], from 0 up.</returns>
    public Tensor Respond(Tensor below)
    {
        var inhibition = 2 * Selectivity / (1 + Selectivity) * Ops.Reshape(B, [1, Planes, 1, 1]) * Inhibitory(below);
        return Selectivity * Ops.Relu(((1 + Ops.Conv2d(below, A, padding: Window / 2)) / (1 + inhibition)) - 1);
    }

    /// <summary>What the V-cells say, v = √(Σ c·u_C²).</summary>
    /// <param name="below">Shape [N, inPlanes, H, W].</param>
    /// <returns>Shape [N, 1, H, W].</returns>
    public Tensor Inhibitory(Tensor below) => Ops.Sqrt(Ops.Conv2d(Ops.Square(below), _c, padding: Window / 2));

    /// <summary>Lets a plane learn what one of its cells sees: Δa = q·c·u_C, Δb = q/2·v.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="below">Shape [1, inPlanes, H, W].</param>
    /// <param name="inhibitory">What the V-cells say of it, shape [1, 1, H, W].</param>
    /// <param name="row">The cell's row.</param>
    /// <param name="column">The cell's column.</param>
    /// <param name="amount">q.</param>
    public void Reinforce(int plane, Tensor below, Tensor inhibitory, int row, int column, double amount)
    {
        ArgumentNullException.ThrowIfNull(below);
        ArgumentNullException.ThrowIfNull(inhibitory);
        for (var k = 0; k < A.Shape[1]; k++)
        {
            for (var i = 0; i < Window * Window; i++)
            {
                var (y, x) = (row + (i / Window) - (Window / 2), column + (i % Window) - (Window / 2));
                if (y >= 0 && x >= 0 && y < below.Shape[2] && x < below.Shape[3])
                {
                    var weight = (k * Window * Window) + i;
                    A.Span[(plane * _c.Length) + weight] += (float)(amount * _c.Span[weight] * below[0, k, y, x]);
                }
            }
        }

        B.Span[plane] += (float)(amount / 2 * inhibitory[0, 0, row, column]);
    }
}
