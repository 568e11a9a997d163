using Striate.Kernels.Conv;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// The retina's ganglion cells, one of either kind at each place: on-centre cells answer to light with dark around it, off-centre cells to dark with light around it.
/// </summary>
/// <remarks>
/// Input [N, 1, H, W], output [N, 2, H, W]: max(0, ±D * x), D the <see cref="ReceptiveField.DifferenceOfGaussians"/>.
/// Kuffler, Journal of Neurophysiology 16, 1953; Hubel and Wiesel, Journal of Physiology 154, 1960.
/// </remarks>
/// <param name="centre">Standard deviation of the centre, in pixels.</param>
/// <param name="surround">Standard deviation of the surround, in pixels.</param>
public sealed class GanglionCells(double centre = 1, double surround = 2) : Module
{
    private readonly Tensor _field = ReceptiveField.DifferenceOfGaussians(centre, surround);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var contrast = Ops.Conv2d(x, _field, padding: Padding2d.Same);
        return Ops.Relu(Ops.Concat(1, contrast, -contrast));
    }
}
