using Striate.Data;
using Striate.Tensors;

namespace Striate.Imaging;

/// <summary>
/// The Oxford Flowers-102: photos of a hundred and two kinds of flowers, 1,020 to train on, 1,020 to choose by and 6,149 to test with, as
/// jpg/image_00001.jpg and so on, with two files of MATLAB: imagelabels.mat and setid.mat. Nilsback and Zisserman, ICVGIP, 2008.
/// </summary>
public static class Flowers102
{
    private const string GetAnother = "Get the files again";

    private static readonly string[] Names =
    [
        "pink primrose", "hard-leaved pocket orchid", "canterbury bells", "sweet pea", "english marigold", "tiger lily", "moon orchid",
        "bird of paradise", "monkshood", "globe thistle", "snapdragon", "colt's foot", "king protea", "spear thistle", "yellow iris",
        "globe-flower", "purple coneflower", "peruvian lily", "balloon flower", "giant white arum lily", "fire lily", "pincushion flower",
        "fritillary", "red ginger", "grape hyacinth", "corn poppy", "prince of wales feathers", "stemless gentian", "artichoke",
        "sweet william", "carnation", "garden phlox", "love in the mist", "mexican aster", "alpine sea holly", "ruby-lipped cattleya",
        "cape flower", "great masterwort", "siam tulip", "lenten rose", "barbeton daisy", "daffodil", "sword lily", "poinsettia",
        "bolero deep blue", "wallflower", "marigold", "buttercup", "oxeye daisy", "common dandelion", "petunia", "wild pansy", "primula",
        "sunflower", "pelargonium", "bishop of llandaff", "gaura", "geranium", "orange dahlia", "pink-yellow dahlia", "cautleya spicata",
        "japanese anemone", "black-eyed susan", "silverbush", "californian poppy", "osteospermum", "spring crocus", "bearded iris",
        "windflower", "tree poppy", "gazania", "azalea", "water lily", "rose", "thorn apple", "morning glory", "passion flower", "lotus",
        "toad lily", "anthurium", "frangipani", "clematis", "hibiscus", "columbine", "desert-rose", "tree mallow", "magnolia", "cyclamen",
        "watercress", "canna lily", "hippeastrum", "bee balm", "ball moss", "foxglove", "bougainvillea", "camellia", "mallow",
        "mexican petunia", "bromelia", "blanket flower", "trumpet creeper", "blackberry lily",
    ];

    /// <summary>The photos to train on, ten of each kind.</summary>
    /// <param name="folder">Where jpg, imagelabels.mat and setid.mat are.</param>
    /// <exception cref="FileFormatException">A file is missing or corrupt.</exception>
    public static Dataset Train(string folder) => Read(folder, "trnid", "flowers102 train");

    /// <summary>The photos to choose by, ten of each kind.</summary>
    /// <param name="folder">Where jpg, imagelabels.mat and setid.mat are.</param>
    /// <exception cref="FileFormatException">A file is missing or corrupt.</exception>
    public static Dataset Validation(string folder) => Read(folder, "valid", "flowers102 validation");

    /// <summary>The photos to test with.</summary>
    /// <param name="folder">Where jpg, imagelabels.mat and setid.mat are.</param>
    /// <exception cref="FileFormatException">A file is missing or corrupt.</exception>
    public static Dataset Test(string folder) => Read(folder, "tstid", "flowers102 test");

    /// <summary>Whether a folder holds files named as those of Flowers-102.</summary>
    /// <param name="folder">Any folder.</param>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, "imagelabels.mat")) && File.Exists(Path.Combine(folder, "setid.mat"));

    private static EncodedPictures Read(string folder, string part, string name)
    {
        var labels = ArrayOf(Path.Combine(folder, "imagelabels.mat"), "labels").ToLabels(Names.Length);
        var setPath = Path.Combine(folder, "setid.mat");
        var numbers = ArrayOf(setPath, part).ToLabels();
        var wrong = Array.FindIndex(numbers, number => number < 1 || number > labels.Length || labels[number - 1] < 1);
        return wrong < 0
            ? new EncodedPictures(name, Names, [.. numbers.Select(Item)], channels: 3)
            : throw new FileFormatException(setPath, $"picture {numbers[wrong]} at place {wrong}, expected 1 to {labels.Length}, with a label", GetAnother);

        EncodedPicture Item(int number)
        {
            var file = Path.Combine(folder, "jpg", $"image_{number:00000}.jpg");
            return new EncodedPicture(labels[number - 1] - 1, Path.GetFileName(file), () => PictureFile.ReadBytes(file));
        }
    }

    private static NumericArray ArrayOf(string path, string name) =>
        MatFile.Read(path, other => other == name).GetValueOrDefault(name) ?? throw new FileFormatException(path, $"no array {name} in it", GetAnother);
}
