using Striate.Tensors;

namespace Striate.Data;

/// <summary>The unlabelled photos of STL-10, too many for an array: each is read when it is asked for.</summary>
internal sealed class UnlabeledStl10 : Dataset
{
    private readonly string _path;

    public UnlabeledStl10(string path)
    {
        var length = FileStreams.Read(path, "file", stream => stream.Length);
        if (length % Stl10.Size != 0 || length / Stl10.Size > int.MaxValue)
        {
            throw new FileFormatException(path, $"{length} bytes, expected a multiple of {Stl10.Size}", Stl10.GetAnother);
        }

        (_path, Count) = (path, (int)(length / Stl10.Size));
    }

    public override string Name => "stl10 unlabelled";

    public override int Count { get; }

    public override IReadOnlyList<string> Classes { get; } = ["unlabelled"];

    public override int LabelOf(int index)
    {
        Check(index);
        return 0;
    }

    public override Picture PictureOf(int index)
    {
        Check(index);
        return FileStreams.Read(_path, "file", stream =>
        {
            stream.Position = (long)index * Stl10.Size;
            return Stl10.Decode(stream.ReadExactly(Stl10.Size, Stl10.Size));
        });
    }

    private void Check(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
    }
}
