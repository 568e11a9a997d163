using Striate.Kernels.Conv;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// Complex cells that answer to movement in one direction: two simple cells a quarter of a stripe apart, each read early and late in time, are added so that what
/// moves one way adds up and what moves the other way cancels.
/// </summary>
/// <remarks>
/// Input [T, 1, H, W], frames from the oldest; output [1, 2 · orientations, H, W] for the last frame. With e, o the even and odd simple cells, and their early (1) and late
/// (2) parts in time: √((o₁ + e₂)² + (e₁ − o₂)²) for one direction across the stripes, √((o₁ − e₂)² + (e₁ + o₂)²) for the other; first all of the one.
/// Adelson and Bergen, Journal of the Optical Society of America A 2, 1985.
/// </remarks>
/// <param name="orientations">How many, evenly from 0 to below 180 degrees.</param>
/// <param name="wavelength">Of the stripes, in pixels.</param>
/// <param name="period">Of the movement it answers to most, in frames for one wavelength.</param>
public sealed class MotionCells(int orientations = 8, double wavelength = 8, double period = 8) : Module
{
    private readonly Tensor _even = Fields(orientations, wavelength, phase: 0);
    private readonly Tensor _odd = Fields(orientations, wavelength, phase: 90);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var (early, late) = (InTime(x.Shape[0], phase: 0), InTime(x.Shape[0], phase: 90));
        var even = Ops.Conv2d(x, _even, padding: Padding2d.Same);
        var odd = Ops.Conv2d(x, _odd, padding: Padding2d.Same);
        var (evenEarly, evenLate) = (Ops.Sum(even * early, [0], keepDims: true), Ops.Sum(even * late, [0], keepDims: true));
        var (oddEarly, oddLate) = (Ops.Sum(odd * early, [0], keepDims: true), Ops.Sum(odd * late, [0], keepDims: true));
        return Ops.Concat(1, Energy(oddEarly + evenLate, evenEarly - oddLate), Energy(oddEarly - evenLate, evenEarly + oddLate));
    }

    private static Tensor Energy(Tensor a, Tensor b) => Ops.Sqrt(Ops.Square(a) + Ops.Square(b));

    private static Tensor Fields(int orientations, double wavelength, double phase) =>
        Ops.Concat(0, [.. Enumerable.Range(0, orientations).Select(i => ReceptiveField.Gabor(180.0 * i / orientations, phase, wavelength))]).Keep();

    // A wave under a Gaussian over the frames, of sum 0: what stands still gives no answer.
    private Tensor InTime(int frames, double phase)
    {
        var (middle, deviation) = ((frames - 1) / 2.0, frames / 5.0);
        var wave = Enumerable.Range(0, frames).Select(t => Math.Cos((2 * Math.PI * (t - middle) / period) + (phase * Math.PI / 180)) * Math.Exp(-Math.Pow((t - middle) / deviation, 2) / 2)).ToArray();
        var mean = wave.Average();
        return Tensor.From(Array.ConvertAll(wave, value => (float)(value - mean)), [frames, 1, 1, 1]);
    }
}
