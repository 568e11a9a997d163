using Striate.Kernels;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// A retinotopic sheet: cells of every kind at every place, neighbours beside each other, from the retina to hypercomplex cells. What a sheet of cells of one kind
/// answers is an activation map, and the sheet is a convolution.
/// </summary>
/// <param name="orientations">How many, evenly from 0 to below 180 degrees.</param>
/// <param name="wavelength">Of the stripes that simple cells answer to, in pixels.</param>
public sealed class CellSheet(int orientations = 8, double wavelength = 8)
{
    private readonly GanglionCells _ganglion = new(wavelength / 8, wavelength / 4);
    private readonly SimpleCells _simple = new(orientations, wavelength);
    private readonly ComplexCells _complex = new();
    private readonly HypercomplexCells _hypercomplex = new(orientations, wavelength);

    /// <summary>How many orientations there are cells for at each place.</summary>
    public int Orientations => orientations;

    /// <summary>Shows it a picture.</summary>
    /// <param name="picture">Shape [N, 1, H, W].</param>
    /// <returns>What all cells answer.</returns>
    /// <exception cref="ShapeException">It is no batch of grey pictures.</exception>
    public CellAnswers See(Tensor picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Shape.Rank != 4 || picture.Shape[1] != 1)
        {
            throw new ShapeException($"A sheet of cells sees grey pictures [N, 1, H, W]; this is {picture.Shape}.");
        }

        var simple = _simple.Forward(picture);
        var complex = _complex.Forward(simple);
        return new CellAnswers(_ganglion.Forward(picture), simple, complex, _hypercomplex.Forward(complex));
    }
}

/// <summary>What the cells of a sheet answer.</summary>
/// <param name="Ganglion">On-centre and off-centre cells, shape [N, 2, H, W].</param>
/// <param name="Simple">Four phases of each orientation, shape [N, 4 · orientations, H, W].</param>
/// <param name="Complex">Each orientation, shape [N, orientations, H, W].</param>
/// <param name="Hypercomplex">Each orientation, shape [N, orientations, H, W].</param>
public sealed record CellAnswers(Tensor Ganglion, Tensor Simple, Tensor Complex, Tensor Hypercomplex);
