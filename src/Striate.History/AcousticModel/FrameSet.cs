using Striate.Tensors;

namespace Striate.History;

/// <summary>All frames of some recordings, each with its neighbours, as an acoustic net gets them.</summary>
internal sealed class FrameSet
{
    /// <summary>Frames of a window: the one that is meant, and five on either side.</summary>
    public const int Context = 11;

    /// <summary>Numbers of a window.</summary>
    public const int Length = MelFeatures.Kinds * Context * MelFeatures.Bands;

    private readonly IReadOnlyList<Utterance> _utterances;
    private readonly (int Utterance, int Frame)[] _places;
    private readonly float[] _scale;

    /// <summary>Takes recordings.</summary>
    /// <param name="utterances">The recordings.</param>
    /// <param name="scale">By what each of the 120 numbers of a frame is multiplied, from <see cref="ScaleOf"/>.</param>
    public FrameSet(IReadOnlyList<Utterance> utterances, float[] scale)
    {
        (_utterances, _scale) = (utterances, scale);
        _places = [.. utterances.SelectMany((utterance, u) => Enumerable.Range(0, utterance.Frames).Select(t => (u, t)))];
    }

    /// <summary>How many frames.</summary>
    public int Count => _places.Length;

    /// <summary>One over the standard deviation of each of a frame's numbers; their means are 0, as each recording's are.</summary>
    public static float[] ScaleOf(IReadOnlyList<Utterance> utterances)
    {
        var squares = new double[MelFeatures.Kinds * MelFeatures.Bands];
        foreach (var utterance in utterances)
        {
            var values = utterance.Features.Span;
            for (var i = 0; i < values.Length; i++)
            {
                squares[i % squares.Length] += (double)values[i] * values[i];
            }
        }

        var frames = utterances.Sum(utterance => utterance.Frames);
        return Array.ConvertAll(squares, sum => (float)(1 / Math.Sqrt(Math.Max(sum / frames, 1e-12))));
    }

    /// <summary>The states of all frames, from those of the recordings.</summary>
    public static int[] StatesOf(IEnumerable<int[]> paths) => [.. paths.SelectMany(path => path)];

    /// <summary>Some windows, shape [places, 3, 11, 40] as a table [places, 1320]: energies, their changes and the changes of these, by time and band.
    /// Before its beginning and after its end a recording's outermost frame is repeated.</summary>
    public Tensor Windows(ReadOnlySpan<int> places)
    {
        var windows = Tensor.Uninitialized([places.Length, Length]);
        for (var i = 0; i < places.Length; i++)
        {
            Write(_places[places[i]], windows.Span.Slice(i * Length, Length));
        }

        return windows;
    }

    /// <summary>The windows of one recording.</summary>
    public Tensor WindowsOf(int utterance)
    {
        var frames = _utterances[utterance].Frames;
        var windows = Tensor.Uninitialized([frames, Length]);
        for (var t = 0; t < frames; t++)
        {
            Write((utterance, t), windows.Span.Slice(t * Length, Length));
        }

        return windows;
    }

    private void Write((int Utterance, int Frame) place, Span<float> window)
    {
        var features = _utterances[place.Utterance].Features;
        for (var part = 0; part < MelFeatures.Kinds * Context; part++)
        {
            var (kind, frame) = (part / Context, place.Frame + (part % Context) - (Context / 2));
            var from = (Math.Clamp(frame, 0, features.Shape[0] - 1) * _scale.Length) + (kind * MelFeatures.Bands);
            System.Numerics.Tensors.TensorPrimitives.Multiply(
                features.Span.Slice(from, MelFeatures.Bands), _scale.AsSpan(kind * MelFeatures.Bands, MelFeatures.Bands), window.Slice(part * MelFeatures.Bands, MelFeatures.Bands));
        }
    }
}
