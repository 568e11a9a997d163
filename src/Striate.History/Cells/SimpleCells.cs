using Striate.Kernels.Conv;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// Simple cells of the striate cortex: each answers to a bar or an edge of one orientation at one place, of one phase. At each place there are cells of every
/// orientation, and four of each: for a bright bar, an edge, a dark bar, and the other edge.
/// </summary>
/// <remarks>
/// Input [N, 1, H, W], output [N, 4 · orientations, H, W]: max(0, G * x), G a <see cref="ReceptiveField.Gabor"/>; first all phases of the first orientation.
/// Hubel and Wiesel, Journal of Physiology 148, 1959, and 160, 1962.
/// </remarks>
/// <param name="orientations">How many, evenly from 0 to below 180 degrees.</param>
/// <param name="wavelength">Of the stripes, in pixels.</param>
public sealed class SimpleCells(int orientations = 8, double wavelength = 8) : Module
{
    /// <summary>Cells of each orientation at a place.</summary>
    public const int Phases = 4;

    private readonly Tensor _fields = Ops.Concat(0, [.. from orientation in Enumerable.Range(0, orientations)
                                                        from phase in Enumerable.Range(0, Phases)
                                                        select ReceptiveField.Gabor(180.0 * orientation / orientations, 90 * phase, wavelength)]).Keep();

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Relu(Ops.Conv2d(x, _fields, padding: Padding2d.Same));
}
