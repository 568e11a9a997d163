using Striate.Data;
using Striate.Imaging;
using Striate.Insight;
using Striate.Tensors;

namespace Striate.History;

/// <summary>A recording as a picture: its energies by time and band, each less the band's mean, and below them its way through the states of a word.</summary>
internal static class AlignmentPicture
{
    private const int Width = 660;
    private const int BandHeight = 7;
    private const int StateHeight = 18;
    private const int Gap = 8;

    private static readonly Color Way = new(0xD5, 0x5E, 0x00);

    /// <summary>Draws it.</summary>
    /// <param name="features">Shape [frames, 120].</param>
    /// <param name="path">The state of each frame.</param>
    /// <param name="states">States of a word.</param>
    public static Picture Draw(Tensor features, int[] path, int states)
    {
        var (frames, bands) = (path.Length, MelFeatures.Bands);

        // Low bands stand below, as on every spectrogram.
        var energies = new float[frames * bands];
        for (var i = 0; i < energies.Length; i++)
        {
            energies[i] = features[i % frames, bands - 1 - (i / frames)];
        }

        var (low, high) = (energies.Min(), energies.Max());
        var top = (bands * BandHeight) + Gap;
        using var canvas = new Canvas(top + (states * StateHeight), Width);
        canvas.Draw(new ValueScale(ColorMap.Viridis, low, high).Paint(energies, bands, frames), 0, 0, Width, bands * BandHeight);
        for (var t = 0; t < frames; t++)
        {
            var (left, state) = ((float)t * Width / frames, path[t] % states);
            canvas.Fill(left, top + ((states - 1 - state) * StateHeight), (float)Width / frames, StateHeight, Way);
            if (t > 0 && path[t] != path[t - 1])
            {
                canvas.Fill(left - 1, 0, 2, bands * BandHeight, Color.White);
            }
        }

        return canvas.ToPicture();
    }
}
