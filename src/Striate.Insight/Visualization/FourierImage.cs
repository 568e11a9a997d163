using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>
/// Images that are sought by gradients, given by their frequencies and by colours that are independent of each other, so that a
/// step changes all scales and colours as natural images have them: x = σ(C · A S Bᵀ), where A and B are orthonormal bases of
/// cosines and sines, S the spectrum divided by its frequencies, and C the square root of the covariance of colours.
/// </summary>
/// <remarks>Olah, Mordvintsev and Schubert, Feature visualization, Distill 2017, doi:10.23915/distill.00007.</remarks>
internal sealed class FourierImage : Module
{
    private const double StartDeviation = 0.01;
    private const double Contrast = 0.25;

    // The square root of the covariance of colours on ImageNet, divided by its longest column, as the authors of the paper publish it.
    private static readonly float[] Colours = Scaled([0.26f, 0.09f, 0.02f, 0.27f, 0.00f, -0.05f, 0.27f, -0.09f, 0.03f]);

    private readonly Tensor _rows, _columns, _amplitudes;
    private readonly Tensor? _colour;
    private readonly Parameter _spectrum;

    /// <summary>Draws spectra of almost grey images.</summary>
    /// <param name="count">How many images.</param>
    /// <param name="channels">Three for colour.</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="width">Columns of pixels.</param>
    /// <param name="seed">Decides the start.</param>
    public FourierImage(int count, int channels, int height, int width, ulong seed)
    {
        (_rows, var rowFrequencies) = Basis(height);
        (_columns, var columnFrequencies) = Basis(width);
        _amplitudes = Tensor.Zeros([height, width]);
        var lowest = 1.0 / Math.Max(height, width);
        for (var i = 0; i < height; i++)
        {
            for (var j = 0; j < width; j++)
            {
                _amplitudes[i, j] = (float)(Contrast / Math.Max(Math.Sqrt((rowFrequencies[i] * rowFrequencies[i]) + (columnFrequencies[j] * columnFrequencies[j])), lowest));
            }
        }

        _colour = channels == 3 ? Tensor.From(Colours, [3, 3]) : null;
        _spectrum = AddParameter("spectrum", new Parameter([count, channels, height, width], Initializer.Normal(StartDeviation)));
        Initialize(seed);
    }

    /// <summary>Makes the pixels.</summary>
    /// <param name="x">What the spectrum is added to before the sigmoid, for no picture a zero.</param>
    /// <returns>Shape [N, C, H, W], from 0 to 1.</returns>
    protected override Tensor ForwardCore(Tensor x)
    {
        var waves = Ops.MatMul(Ops.MatMul(_rows, _spectrum.Value * _amplitudes), _columns, transposeB: true);
        if (_colour is not null)
        {
            var shape = waves.Shape;
            waves = Ops.Reshape(Ops.MatMul(_colour, Ops.Reshape(waves, [shape[0], 3, shape[2] * shape[3]])), shape);
        }

        return Ops.Sigmoid(waves + x);
    }

    // Columns: 1, then cosine and sine of each frequency, all of length 1 and at right angles.
    private static (Tensor Basis, double[] Frequencies) Basis(int size)
    {
        var basis = Tensor.Zeros([size, size]);
        var frequencies = new double[size];
        for (var j = 0; j < size; j++)
        {
            var cycles = (j + 1) / 2;
            frequencies[j] = (double)cycles / size;
            var length = Math.Sqrt((cycles == 0 || 2 * cycles == size ? 1.0 : 2.0) / size);
            for (var i = 0; i < size; i++)
            {
                var angle = 2 * Math.PI * ((long)cycles * i % size) / size;
                basis[i, j] = (float)(length * (j % 2 == 1 || j == 0 ? Math.Cos(angle) : Math.Sin(angle)));
            }
        }

        return (basis, frequencies);
    }

    private static float[] Scaled(float[] colours)
    {
        var longest = Enumerable.Range(0, 3).Max(c => MathF.Sqrt((colours[c] * colours[c]) + (colours[3 + c] * colours[3 + c]) + (colours[6 + c] * colours[6 + c])));
        return [.. colours.Select(value => value / longest)];
    }
}
