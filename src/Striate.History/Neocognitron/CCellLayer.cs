using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// Planes of C-cells, as the complex cells of the visual cortex: each answers if any of the S-cells of its window, all of one plane, does. So it matters
/// little where exactly the pattern lies. The planes are thinned out.
/// </summary>
/// <remarks>u_C = ψ[(1 + Σ d·u_S) / (1 + v_S) − 1], ψ(x) = φ(x)/(α + φ(x)); v_S is the mean of Σ d·u_S over the planes: planes that say more than the others stand out.</remarks>
public sealed class CCellLayer
{
    private const double Alpha = 0.5;

    private readonly Tensor _d;
    private readonly int _stride, _padding, _planes;

    /// <summary>Builds a layer; it has nothing to learn.</summary>
    /// <param name="planes">Planes, as many as of S-cells.</param>
    /// <param name="window">Rows and columns of a cell's window.</param>
    /// <param name="stride">Cells of the layer below from one cell to the next.</param>
    /// <param name="padding">Rows and columns of nothing around the layer below.</param>
    public CCellLayer(int planes, int window, int stride, int padding)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(planes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        (_planes, _stride, _padding, _d) = (planes, stride, padding, Bell.Of(planes, 1, window, 1));
    }

    /// <summary>What the cells say.</summary>
    /// <param name="simple">What the S-cells say, shape [N, planes, H, W].</param>
    /// <returns>Shape [N, planes, (H + 2·padding − window) / stride + 1, the same of W], from 0 to below 1.</returns>
    public Tensor Respond(Tensor simple)
    {
        var sum = Ops.Conv2d(simple, _d, stride: _stride, padding: _padding, groups: _planes);
        var excess = Ops.Relu(((1 + sum) / (1 + Ops.Mean(sum, [1], keepDims: true))) - 1);
        return excess / (Alpha + excess);
    }
}
