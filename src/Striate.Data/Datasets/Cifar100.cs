using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// The CIFAR-100 photos: 50,000 to train on and 10,000 to test with, 32 x 32 pixels in colour, a hundred classes in twenty groups, in
/// the binary version that unpacks to cifar-100-binary: a byte for the group, one for the class, then the three planes of a picture.
/// Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009.
/// </summary>
public static class Cifar100
{
    private const string Folder = "cifar-100-binary";

    private static readonly string[] Classes =
    [
        "apple", "aquarium_fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle", "bowl", "boy", "bridge", "bus", "butterfly",
        "camel", "can", "castle", "caterpillar", "cattle", "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup",
        "dinosaur", "dolphin", "elephant", "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo", "keyboard", "lamp", "lawn_mower",
        "leopard", "lion", "lizard", "lobster", "man", "maple_tree", "motorcycle", "mountain", "mouse", "mushroom", "oak_tree", "orange", "orchid",
        "otter", "palm_tree", "pear", "pickup_truck", "pine_tree", "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray",
        "road", "rocket", "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake", "spider", "squirrel", "streetcar",
        "sunflower", "sweet_pepper", "table", "tank", "telephone", "television", "tiger", "tractor", "train", "trout", "tulip", "turtle", "wardrobe",
        "whale", "willow_tree", "wolf", "woman", "worm",
    ];

    private static readonly string[] Groups =
    [
        "aquatic_mammals", "fish", "flowers", "food_containers", "fruit_and_vegetables", "household_electrical_devices", "household_furniture",
        "insects", "large_carnivores", "large_man-made_outdoor_things", "large_natural_outdoor_scenes", "large_omnivores_and_herbivores",
        "medium_mammals", "non-insect_invertebrates", "people", "reptiles", "small_mammals", "trees", "vehicles_1", "vehicles_2",
    ];

    private static readonly CifarFile ByClass = new("CIFAR-100", Folder, LabelBytes: 2, LabelAt: 1, Classes);
    private static readonly CifarFile ByGroup = new("CIFAR-100", Folder, LabelBytes: 2, LabelAt: 0, Groups);

    /// <summary>The photos to train on.</summary>
    /// <param name="folder">Where train.bin is.</param>
    /// <param name="coarse">Whether the labels are the twenty groups; otherwise the hundred classes.</param>
    /// <exception cref="FileFormatException">The file is missing or corrupt.</exception>
    public static PictureSet Train(string folder, bool coarse = false) => Read("cifar100 train", Path.Combine(folder, "train.bin"), coarse);

    /// <summary>The photos to test with.</summary>
    /// <param name="folder">Where test.bin is.</param>
    /// <param name="coarse">Whether the labels are the twenty groups; otherwise the hundred classes.</param>
    /// <exception cref="FileFormatException">The file is missing or corrupt.</exception>
    public static PictureSet Test(string folder, bool coarse = false) => Read("cifar100 test", Path.Combine(folder, "test.bin"), coarse);

    /// <summary>Whether a folder holds files named as those of CIFAR-100.</summary>
    /// <param name="folder">Any folder.</param>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, "train.bin")) && File.Exists(Path.Combine(folder, "test.bin"));

    private static PictureSet Read(string name, string file, bool coarse) => (coarse ? ByGroup : ByClass).Read(name, [file]);
}
