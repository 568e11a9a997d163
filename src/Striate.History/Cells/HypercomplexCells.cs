using Striate.Kernels.Conv;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// Hypercomplex cells, stopped at both ends: each is driven by the complex cell of its place and held back by those further along the line, so that it answers to
/// short bars, ends and corners, and not to a line that goes on.
/// </summary>
/// <remarks>
/// Input [N, orientations, H, W], what <see cref="ComplexCells"/> give; output of the same shape: max(0, c(p) − ½·(c(p + r·v) + c(p − r·v))), v along the
/// orientation. Hubel and Wiesel, Journal of Neurophysiology 28, 1965.
/// </remarks>
/// <param name="orientations">How many, as the complex cells have them.</param>
/// <param name="reach">r, how far along the line the cells are that hold it back, in pixels.</param>
public sealed class HypercomplexCells(int orientations = 8, double reach = 8) : Module
{
    private readonly Tensor _wiring = Wiring(orientations, reach);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Relu(Ops.Conv2d(x, _wiring, padding: Padding2d.Same, groups: orientations));

    // One filter for each orientation: 1 in the middle, −½ at either end.
    private static Tensor Wiring(int orientations, double reach)
    {
        var middle = (int)Math.Ceiling(reach);
        var side = (2 * middle) + 1;
        var wiring = Tensor.Zeros([orientations, 1, side, side]).Keep();
        for (var i = 0; i < orientations; i++)
        {
            var (sin, cos) = Math.SinCos(Math.PI * i / orientations);
            var (x, y) = ((int)Math.Round(reach * cos), (int)Math.Round(-reach * sin));
            wiring[i, 0, middle, middle] = 1;
            wiring[i, 0, middle + y, middle + x] = wiring[i, 0, middle - y, middle - x] = -0.5f;
        }

        return wiring;
    }
}
