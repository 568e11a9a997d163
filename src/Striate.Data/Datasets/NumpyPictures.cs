using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// Pictures and labels out of an .npz file: arrays x_train, y_train, x_test and y_test as Keras has them, train_images, train_labels,
/// test_images and test_labels as MedMNIST has them, or images and labels (x and y) alone. Pictures are [count, height, width],
/// [count, height, width, channels] or [count, channels, height, width]; bytes, or numbers from 0 to 1. Labels are whole numbers,
/// [count] or [count, 1]; classes are named by them.
/// </summary>
public static class NumpyPictures
{
    private static readonly (string Images, string Labels)[] TrainNames = [("x_train", "y_train"), ("train_images", "train_labels"), ("images", "labels"), ("x", "y")];
    private static readonly (string Images, string Labels)[] TestNames = [("x_test", "y_test"), ("test_images", "test_labels"), ("val_images", "val_labels")];

    /// <summary>Reads the pictures of a file.</summary>
    /// <param name="path">The .npz file.</param>
    /// <returns>What to train on and what to test with; the latter is null where the file has but one part.</returns>
    /// <exception cref="FileFormatException">The file is corrupt, or its arrays are not named or shaped so.</exception>
    public static (Dataset Train, Dataset? Test) Read(string path)
    {
        var (arrays, name) = (NumpyFile.Read(path), Path.GetFileNameWithoutExtension(path));
        var train = Find(arrays, TrainNames) ?? throw new FileFormatException(
            path, $"arrays {string.Join(", ", arrays.Keys.Take(8).Select(FileFormatException.Quote))}, expected x_train and y_train, or train_images and train_labels, or images and labels", "Name them so");
        var test = Find(arrays, TestNames);
        var labels = (Train: LabelsOf(train), Test: test is { } part ? LabelsOf(part) : []);
        string[] classes = [.. Enumerable.Range(0, labels.Train.Concat(labels.Test).DefaultIfEmpty(-1).Max() + 1).Select(label => $"{label}")];
        return (
            new PictureSet($"{name} train", PicturesOf(train.Images), labels.Train, classes),
            test is null ? null : new PictureSet($"{name} test", PicturesOf(test.Value.Images), labels.Test, classes));
    }

    private static (NumericArray Images, NumericArray Labels)? Find(IReadOnlyDictionary<string, NumericArray> arrays, (string Images, string Labels)[] names)
    {
        foreach (var (images, labels) in names)
        {
            if (arrays.TryGetValue(images, out var x) && arrays.TryGetValue(labels, out var y))
            {
                return (x, y);
            }
        }

        return null;
    }

    private static int[] LabelsOf((NumericArray Images, NumericArray Labels) part) =>
        part.Labels.Sizes is [_] or [_, 1] && part.Images.Sizes.Count > 0 && part.Images.Sizes[0] == part.Labels.Count
            ? part.Labels.ToLabels()
            : throw new FileFormatException(part.Labels.Source, $"labels {part.Labels} for images {part.Images}, expected one for each", "Store as many as there are pictures");

    private static Picture[] PicturesOf(NumericArray images)
    {
        var (height, width, channels, isPlanar) = images.Sizes switch
        {
            [_, var h, var w] => (h, w, 1, false),
            [_, var h, var w, 1 or 3 or 4] => (h, w, images.Sizes[3], false),
            [_, 1 or 3 or 4, var h, var w] => (h, w, images.Sizes[1], true),
            _ => (0, 0, 0, false),
        };
        if (height < 1 || width < 1 || images.IsColumnMajor)
        {
            throw new FileFormatException(
                images.Source, $"images {images}{(images.IsColumnMajor ? " column by column" : "")}, expected [count, height, width] with or without 1, 3 or 4 channels", "Reshape them, and store them row by row");
        }

        var (bytes, size) = (BytesOf(images), height * width * channels);
        var pictures = new Picture[images.Sizes[0]];
        for (var i = 0; i < pictures.Length; i++)
        {
            var pixels = bytes.Slice(i * size, size);
            pictures[i] = isPlanar ? Planes.Interleave(pixels.Span, height, width, channels) : new Picture(pixels, height, width, channels);
        }

        return pictures;
    }

    private static ReadOnlyMemory<byte> BytesOf(NumericArray images)
    {
        if (images.Type == NumericType.UInt8)
        {
            return images.Bytes;
        }

        var (isFloat, bytes) = (images.Type is NumericType.Float16 or NumericType.Float32 or NumericType.Float64, new byte[images.Count]);
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = images[i] * (isFloat ? 255 : 1);
            bytes[i] = value is >= 0 and <= 255
                ? (byte)Math.Round(value)
                : throw new FileFormatException(images.Source, FormattableString.Invariant($"a pixel of {images[i]}, expected {(isFloat ? "0 to 1" : "0 to 255")}"), "Scale the pixels, or store them as bytes");
        }

        return bytes;
    }
}
