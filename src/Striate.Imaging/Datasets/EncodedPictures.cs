using Striate.Data;
using Striate.Kernels.Conv;

namespace Striate.Imaging;

/// <summary>Pictures that are kept as the bytes of their files and decoded whenever they are asked for.</summary>
/// <param name="name">A name for logs.</param>
/// <param name="classes">The names of the classes.</param>
/// <param name="items">For each picture its label, what a reader finds it by, and where its bytes come from.</param>
/// <param name="channels">1 for grey, 3 for colour, 4 with opacity; null for that of each file.</param>
internal sealed class EncodedPictures(
    string name, IReadOnlyList<string> classes, IReadOnlyList<EncodedPicture> items, int? channels) : Dataset
{
    public override string Name => name;

    public override int Count => items.Count;

    public override IReadOnlyList<string> Classes => classes;

    public override int LabelOf(int index) => items[index].Label;

    public override string NameOf(int index) => items[index].Name;

    public override Picture PictureOf(int index) => PictureOf(index, new Picture());

    public override Picture PictureOf(int index, Picture room, Size2d? cover = null) =>
        PictureFile.Decode(items[index].Read(), items[index].Name, channels, room, cover);
}
