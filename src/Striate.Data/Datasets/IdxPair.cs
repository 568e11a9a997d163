using Striate.Tensors;

namespace Striate.Data;

/// <summary>A file of grey pictures and one of labels in the IDX format, as MNIST and its relatives have them.</summary>
/// <param name="folder">Where the two are, compressed with gzip or not.</param>
/// <param name="prefix">What their names begin with: "train".</param>
/// <param name="todo">What to do if a file is missing.</param>
internal sealed class IdxPair(string folder, string prefix, string todo)
{
    /// <summary>The pictures with their labels.</summary>
    /// <param name="name">A name for logs.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="first">The label of the first class.</param>
    /// <param name="isTransposed">Whether pictures are stored column by column.</param>
    public PictureSet Read(string name, IReadOnlyList<string> classes, int first = 0, bool isTransposed = false)
    {
        var (imagesPath, labelsPath) = (FindOrThrow($"{prefix}-images-idx3-ubyte"), FindOrThrow($"{prefix}-labels-idx1-ubyte"));
        var (images, labels) = (IdxFile.Read(imagesPath), IdxFile.Read(labelsPath));
        if (images.Sizes is not [var count, var height and > 0, var width and > 0])
        {
            throw new FileFormatException(imagesPath, $"values [{string.Join(", ", images.Sizes)}], expected images [count, height, width]", "Give the file of images");
        }

        if (labels.Sizes is not [var labelCount])
        {
            throw new FileFormatException(labelsPath, $"values [{string.Join(", ", labels.Sizes)}], expected labels [count]", "Give the file of labels");
        }

        if (count != labelCount)
        {
            throw new FileFormatException(labelsPath, $"{labelCount} labels for the {count} images of {imagesPath}", "Give two files that belong together");
        }

        var marks = Array.ConvertAll(labels.Values.ToArray(), label => label - first);
        var wrong = Array.FindIndex(marks, mark => (uint)mark >= (uint)classes.Count);
        if (wrong >= 0)
        {
            throw new FileFormatException(
                labelsPath, $"label {marks[wrong] + first} at place {wrong}, expected {first} to {classes.Count - 1 + first}", "Correct it, or get the file again");
        }

        var (size, pictures) = (height * width, new Picture[count]);
        for (var i = 0; i < count; i++)
        {
            var pixels = images.Values.Slice(i * size, size);
            pictures[i] = isTransposed ? Planes.Interleave(pixels.Span, height, width, 1, isTransposed) : new Picture(pixels, height, width, 1);
        }

        return new PictureSet(name, pictures, marks, classes);
    }

    /// <summary>A file with .gz at its end or without; null if there is neither.</summary>
    public static string? Find(string folder, string file) =>
        new[] { file + ".gz", file }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private string FindOrThrow(string file) =>
        Find(folder, file) ?? throw new FileFormatException(Path.Combine(folder, file + ".gz"), "no such file, neither with .gz nor without", todo);
}
