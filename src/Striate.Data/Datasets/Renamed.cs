using Striate.Kernels.Conv;

namespace Striate.Data;

/// <summary>Another set under another name, with other names for its classes.</summary>
internal sealed class Renamed(Dataset data, string name, IReadOnlyList<string> classes) : Dataset
{
    public override string Name => name;

    public override int Count => data.Count;

    public override IReadOnlyList<string> Classes => classes;

    public override int LabelOf(int index) => data.LabelOf(index);

    public override string NameOf(int index) => data.NameOf(index);

    public override Picture PictureOf(int index) => data.PictureOf(index);

    public override Picture PictureOf(int index, Picture room, Size2d? cover = null) => data.PictureOf(index, room, cover);
}
