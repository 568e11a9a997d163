using Striate.Kernels.Conv;

namespace Striate.Data;

/// <summary>Some pictures of another set.</summary>
internal sealed class Subset : Dataset
{
    private readonly Dataset _data;
    private readonly int[] _indices;

    public Subset(Dataset data, int[] indices, string name)
    {
        foreach (var index in indices)
        {
            if ((uint)index >= (uint)data.Count)
            {
                throw new ArgumentOutOfRangeException(nameof(indices), $"{data.Name} has no picture {index}; it has {data.Count}, counted from 0.");
            }
        }

        (_data, _indices, Name) = (data, indices, name);
    }

    public override string Name { get; }

    public override int Count => _indices.Length;

    public override IReadOnlyList<string> Classes => _data.Classes;

    public override int LabelOf(int index) => _data.LabelOf(_indices[index]);

    public override string NameOf(int index) => _data.NameOf(_indices[index]);

    public override Picture PictureOf(int index) => _data.PictureOf(_indices[index]);

    public override Picture PictureOf(int index, Picture room, Size2d? cover = null) => _data.PictureOf(_indices[index], room, cover);
}
