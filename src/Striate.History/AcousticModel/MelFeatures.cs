using System.Numerics.Tensors;
using Striate.Tensors;
using Tensor = Striate.Tensors.Tensor;

namespace Striate.History;

/// <summary>
/// What the ear might hand on of a sound: the logarithm of the energy in bands that are narrow where it is low and wide where it is high, every
/// 10 ms, with how it changes and how the change changes. Davis and Mermelstein, IEEE ASSP 28, 1980; Furui, IEEE ASSP 34, 1986.
/// </summary>
public static class MelFeatures
{
    /// <summary>Samples a second that features are made from.</summary>
    public const int Rate = 8000;

    /// <summary>Bands.</summary>
    public const int Bands = 40;

    /// <summary>Numbers for one band: its energy, the change, and the change of the change.</summary>
    public const int Kinds = 3;

    /// <summary>Samples of a frame, 25 ms.</summary>
    public const int Window = Rate / 40;

    /// <summary>Samples from one frame to the next, 10 ms.</summary>
    public const int Hop = Rate / 100;

    private const int Points = 512;
    private const double Lowest = 60;
    private const double PreEmphasis = 0.97;
    private const double Floor = 1e-6;
    private const int DeltaReach = 2;

    private static readonly Lazy<Tensor> Fourier = new(MakeFourier);
    private static readonly Lazy<Tensor> Filters = new(MakeFilters);

    /// <summary>The logarithms of the bands' energies.</summary>
    /// <param name="recording">At any rate.</param>
    /// <returns>Shape [frames, 40], frames = (samples at 8 kHz − 200) / 80 + 1, one at least: what is shorter than a frame is followed by silence.</returns>
    /// <remarks>log(ε + |F·x|²·M) of frames x under Hamming's window, after y[t] = x[t] − 0.97·x[t − 1]. F is the discrete Fourier transform, of which one
    /// product of matrices takes all frames at once; M are triangles that are evenly wide on the scale mel(f) = 2595·log₁₀(1 + f / 700).</remarks>
    public static Tensor LogEnergies(Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        using var scope = new Scope();
        var spectrum = Ops.MatMul(Frames(recording.At(Rate).Samples), Fourier.Value);
        var power = Ops.Square(Ops.Narrow(spectrum, 1, 0, (Points / 2) + 1)) + Ops.Square(Ops.Narrow(spectrum, 1, (Points / 2) + 1, (Points / 2) + 1));
        return Ops.Log(Ops.MatMul(power, Filters.Value) + Floor).Clone().Keep();
    }

    /// <summary>The energies less their mean over the recording, so that neither loudness nor the microphone counts, with two deltas.</summary>
    /// <param name="recording">At any rate.</param>
    /// <returns>Shape [frames, 3·40].</returns>
    /// <remarks>The delta of c is Σ n·(c[t + n] − c[t − n]) / Σ 2n² over n = 1, 2; at the ends the last frame is repeated.</remarks>
    public static Tensor Of(Recording recording)
    {
        using var scope = new Scope();
        var energies = LogEnergies(recording);
        energies -= Ops.Mean(energies, [0], keepDims: true);
        var change = Delta(energies);
        return Ops.Concat(1, energies, change, Delta(change)).Clone().Keep();
    }

    private static Tensor Frames(float[] samples)
    {
        var count = Math.Max(1, ((samples.Length - Window) / Hop) + 1);
        var frames = Tensor.Zeros([count, Window]);
        for (var frame = 0; frame < count; frame++)
        {
            for (var i = 0; i < Window && (frame * Hop) + i < samples.Length; i++)
            {
                var at = (frame * Hop) + i;
                var hamming = 0.54 - (0.46 * Math.Cos(2 * Math.PI * i / (Window - 1)));
                frames.Span[(frame * Window) + i] = (float)(hamming * (samples[at] - (PreEmphasis * samples[Math.Max(0, at - 1)])));
            }
        }

        return frames;
    }

    private static Tensor Delta(Tensor values)
    {
        var (frames, width) = (values.Shape[0], values.Shape[1]);
        var delta = Tensor.Zeros(values.Shape);
        var scale = 2f * Enumerable.Range(1, DeltaReach).Sum(n => n * n);
        for (var t = 0; t < frames; t++)
        {
            for (var n = -DeltaReach; n <= DeltaReach; n++)
            {
                var target = delta.Span.Slice(t * width, width);
                TensorPrimitives.MultiplyAdd(values.Span.Slice(Math.Clamp(t + n, 0, frames - 1) * width, width), n / scale, target, target);
            }
        }

        return delta;
    }

    // Cosines and sines side by side, shape [Window, Points + 2].
    private static Tensor MakeFourier()
    {
        var bins = (Points / 2) + 1;
        var fourier = Tensor.Uninitialized([Window, 2 * bins]).Keep();
        for (var t = 0; t < Window; t++)
        {
            for (var bin = 0; bin < bins; bin++)
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * t * bin / Points);
                (fourier[t, bin], fourier[t, bins + bin]) = ((float)cosine, (float)sine);
            }
        }

        return fourier;
    }

    // Shape [Points / 2 + 1, Bands]: each triangle rises from the middle of the band before to its own, and falls to that of the next.
    private static Tensor MakeFilters()
    {
        var (low, high) = (Mel(Lowest), Mel(Rate / 2.0));
        var filters = Tensor.Zeros([(Points / 2) + 1, Bands]).Keep();
        for (var bin = 0; bin <= Points / 2; bin++)
        {
            var place = (Mel((double)bin * Rate / Points) - low) / (high - low) * (Bands + 1);
            for (var band = 0; band < Bands; band++)
            {
                filters[bin, band] = (float)Math.Max(0, 1 - Math.Abs(place - (band + 1)));
            }
        }

        return filters;
    }

    private static double Mel(double frequency) => 2595 * Math.Log10(1 + (frequency / 700));
}
