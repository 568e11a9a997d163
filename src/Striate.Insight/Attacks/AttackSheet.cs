using System.Globalization;
using Striate.Data;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>An adversarial example as a picture.</summary>
public static class AttackSheet
{
    /// <summary>The picture, the difference so much enlarged that its greatest is black or white, and the attacked picture, with the answers.</summary>
    /// <param name="image">The first image, shape [1, C, H, W].</param>
    /// <param name="example">What was made of it.</param>
    /// <param name="normalize">How they were made of pixels.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture Draw(Tensor image, AdversarialExample example, Normalize normalize, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(normalize);
        ArgumentNullException.ThrowIfNull(classes);
        return Gallery.Draw(
            string.Create(CultureInfo.InvariantCulture, $"{example.Epsilon:0.##} steps of 1/255 change the answer"),
            "No pixel differs by more; in the middle grey is no difference." + (example.IsKeptByFiles ? "" : " A file, whose pixels are whole steps, would lose it."),
            3,
            ("the picture", Percent(classes[example.Before], example.BeforeProbability), normalize.ToPicture(image)),
            ("the difference", string.Create(CultureInfo.InvariantCulture, $"{127 / example.Epsilon:0} times as large"), Difference(image, example, normalize)),
            ("attacked", Percent(classes[example.After], example.AfterProbability), normalize.ToPicture(example.Image)));
    }

    private static string Percent(string name, float probability) => string.Create(CultureInfo.InvariantCulture, $"{name} {probability:0.0%}");

    private static Picture Difference(Tensor image, AdversarialExample example, Normalize normalize)
    {
        var (before, after) = (image.ToArray(), example.Image.ToArray());
        var (channels, height, width) = (image.Shape[1], image.Shape[2], image.Shape[3]);
        var picture = new Picture(height, width, channels);
        var pixels = picture.WritablePixels;
        for (var i = 0; i < before.Length; i++)
        {
            var (c, place) = (i / (height * width), i % (height * width));
            var steps = 255 * (after[i] - before[i]) * normalize.Std[normalize.Std.Count == 1 ? 0 : c];
            pixels[(place * channels) + c] = (byte)Math.Clamp(128 + (127 * steps / example.Epsilon), 0, 255);
        }

        return picture;
    }
}
