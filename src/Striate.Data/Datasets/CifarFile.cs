using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// Files of the binary version of CIFAR: for each picture one or two bytes of label, then its red, green and blue plane.
/// </summary>
/// <param name="Title">What errors call the data: "CIFAR-10".</param>
/// <param name="Folder">The folder that the archive unpacks to.</param>
/// <param name="LabelBytes">How many labels a picture has.</param>
/// <param name="LabelAt">Which of them is the class.</param>
/// <param name="Classes">The names of the classes.</param>
internal sealed record CifarFile(string Title, string Folder, int LabelBytes, int LabelAt, string[] Classes)
{
    private const int Side = 32;
    private const int Pixels = 3 * Side * Side;

    private int Record => LabelBytes + Pixels;

    private string GetAnother => $"Get the file again, in the binary version of {Title}";

    /// <summary>The pictures of some files, one file after the other.</summary>
    public PictureSet Read(string name, IEnumerable<string> files)
    {
        var (pictures, labels) = (new List<Picture>(), new List<int>());
        foreach (var file in files)
        {
            var bytes = BytesOf(file);
            for (var at = 0; at < bytes.Length; at += Record)
            {
                var label = bytes[at + LabelAt];
                if (label >= Classes.Length)
                {
                    throw new FileFormatException(file, $"label {label} at place {at / Record}, expected 0 to {Classes.Length - 1}", GetAnother);
                }

                labels.Add(label);
                pictures.Add(Planes.Interleave(bytes.AsSpan(at + LabelBytes, Pixels), Side, Side, 3));
            }
        }

        return new PictureSet(name, pictures, labels, Classes);
    }

    private byte[] BytesOf(string file)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            return bytes.Length > 0 && bytes.Length % Record == 0
                ? bytes
                : throw new FileFormatException(
                    file, $"{bytes.Length} bytes, expected a multiple of {Record}: {(LabelBytes == 1 ? "a label" : "two labels")} and a picture of {Side}x{Side}x3 each", GetAnother);
        }
        catch (Exception e) when (e is IOException and not FileFormatException or UnauthorizedAccessException)
        {
            throw new FileFormatException(file, "the file cannot be read", $"Name the folder {Folder} with all of its files", e);
        }
    }
}
