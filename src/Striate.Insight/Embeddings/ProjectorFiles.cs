using System.Globalization;
using System.Text;
using Striate.Data;
using Striate.Imaging;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>Features for the projector of TensorBoard, to be turned about there: vectors.tsv, metadata.tsv, sprite.png and projector_config.pbtxt.</summary>
public static class ProjectorFiles
{
    // The largest sprite that the projector takes, and the side of one picture in it.
    private const int MostSprite = 8192;
    private const int MostSide = 64;

    /// <summary>Writes the files.</summary>
    /// <param name="folder">Made if it is not there: 'tensorboard --logdir' is given it.</param>
    /// <param name="features">Shape [N, D].</param>
    /// <param name="data">The N pictures, with their labels.</param>
    public static void Write(string folder, Tensor features, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNotEqual(data.Count, features.Shape[0], nameof(data));
        Directory.CreateDirectory(folder);
        var columns = (int)Math.Ceiling(Math.Sqrt(data.Count));
        var side = Math.Min(Math.Min(MostSprite / columns, MostSide), Math.Max(data.PictureOf(0).Height, data.PictureOf(0).Width));
        WriteLines(folder, "vectors.tsv", features.ToArray().Chunk(features.Shape[1]).Select(row => string.Join('\t', row.Select(x => x.ToString("R", CultureInfo.InvariantCulture)))));
        WriteLines(folder, "metadata.tsv", ["label\tindex", .. Enumerable.Range(0, data.Count).Select(i => $"{OneWord(data.Classes[data.LabelOf(i)])}\t{i}")]);
        WriteLines(folder, "projector_config.pbtxt",
        [
            "embeddings {", "  tensor_path: \"vectors.tsv\"", "  metadata_path: \"metadata.tsv\"",
            "  sprite {", "    image_path: \"sprite.png\"", $"    single_image_dim: {side}", $"    single_image_dim: {side}", "  }", "}",
        ]);
        using var canvas = new Canvas(columns * side, columns * side, Color.Black);
        for (var i = 0; i < data.Count; i++)
        {
            var picture = data.PictureOf(i);
            canvas.Draw(picture, i % columns * side, i / columns * side, side, side, smooth: Math.Max(picture.Height, picture.Width) > side);
        }

        PictureFile.Write(canvas.ToPicture(), Path.Combine(folder, "sprite.png"));
    }

    private static void WriteLines(string folder, string name, IEnumerable<string> lines) =>
        AtomicFile.Write(Path.Combine(folder, name), Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    private static string OneWord(string name) => name.Replace('\t', ' ').ReplaceLineEndings(" ");
}
