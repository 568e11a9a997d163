namespace Striate.Data;

/// <summary>
/// Public data sets by name. Sizes and checksums are those that their publishers, TensorFlow Datasets and torchvision give for the
/// same files.
/// </summary>
public static class DatasetCatalog
{
    private const string NoneStated = "none stated; cite the source";

    /// <summary>All of them, small pictures first.</summary>
    public static IReadOnlyList<DatasetInfo> All { get; } =
    [
        new()
        {
            Name = "mnist",
            Title = "MNIST",
            Description = "handwritten digits",
            Train = 60_000,
            Test = 10_000,
            Classes = 10,
            PictureSize = "28x28x1",
            Licence = "CC BY-SA 3.0",
            Source = "LeCun, Bottou, Bengio and Haffner, Proceedings of the IEEE 86(11), 1998",
            Home = new("http://yann.lecun.com/exdb/mnist/"),
            Files =
            [
                new(new("https://storage.googleapis.com/cvdf-datasets/mnist/train-images-idx3-ubyte.gz"), 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                new(new("https://storage.googleapis.com/cvdf-datasets/mnist/train-labels-idx1-ubyte.gz"), 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                new(new("https://storage.googleapis.com/cvdf-datasets/mnist/t10k-images-idx3-ubyte.gz"), 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                new(new("https://storage.googleapis.com/cvdf-datasets/mnist/t10k-labels-idx1-ubyte.gz"), 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            ],
        },
        new()
        {
            Name = "fashion-mnist",
            Title = "Fashion-MNIST",
            Description = "clothes, in the form of MNIST",
            Train = 60_000,
            Test = 10_000,
            Classes = 10,
            PictureSize = "28x28x1",
            Licence = "MIT",
            Source = "Xiao, Rasul and Vollgraf, arXiv:1708.07747",
            Home = new("https://github.com/zalandoresearch/fashion-mnist"),
            ClassNames = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
            Files =
            [
                new(new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/train-images-idx3-ubyte.gz"), 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
                new(new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/train-labels-idx1-ubyte.gz"), 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
                new(new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/t10k-images-idx3-ubyte.gz"), 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
                new(new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/t10k-labels-idx1-ubyte.gz"), 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            ],
        },
        new()
        {
            Name = "kmnist",
            Title = "KMNIST",
            Description = "cursive Japanese, in the form of MNIST",
            Train = 60_000,
            Test = 10_000,
            Classes = 10,
            PictureSize = "28x28x1",
            Licence = "CC BY-SA 4.0",
            Source = "Clanuwat et al., arXiv:1812.01718",
            Home = new("https://github.com/rois-codh/kmnist"),
            ClassNames = ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"],
            Files =
            [
                new(new("http://codh.rois.ac.jp/kmnist/dataset/kmnist/train-images-idx3-ubyte.gz"), 18_165_135, "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
                new(new("http://codh.rois.ac.jp/kmnist/dataset/kmnist/train-labels-idx1-ubyte.gz"), 29_497, "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
                new(new("http://codh.rois.ac.jp/kmnist/dataset/kmnist/t10k-images-idx3-ubyte.gz"), 3_041_136, "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
                new(new("http://codh.rois.ac.jp/kmnist/dataset/kmnist/t10k-labels-idx1-ubyte.gz"), 5_120, "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"),
            ],
        },
        new()
        {
            Name = "emnist",
            Title = "EMNIST, balanced",
            Description = "handwritten letters and digits",
            Train = 112_800,
            Test = 18_800,
            Classes = 47,
            PictureSize = "28x28x1",
            Licence = NoneStated,
            Source = "Cohen, Afshar, Tapson and van Schaik, arXiv:1702.05373",
            Home = new("https://www.nist.gov/itl/products-and-services/emnist-dataset"),
            Folder = "gzip",
            MostUnpacked = 700_000_000,
            Files = [new(new("https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip"), 561_753_746, "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e")],
        },
        new()
        {
            Name = "usps",
            Title = "USPS",
            Description = "digits from envelopes",
            Train = 7_291,
            Test = 2_007,
            Classes = 10,
            PictureSize = "16x16x1",
            Licence = NoneStated,
            Source = "Hull, IEEE Transactions on Pattern Analysis and Machine Intelligence 16(5), 1994",
            Home = new("https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass.html#usps"),
            Files =
            [
                new(new("https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass/usps.bz2"), null, "ec16c51db3855ca6c91edd34d0e9b197"),
                new(new("https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass/usps.t.bz2"), null, "8ea070ee2aca1ac39742fdd1ef5ed118"),
            ],
        },
        new()
        {
            Name = "svhn",
            Title = "SVHN, cropped digits",
            Description = "house numbers from street photos",
            Train = 73_257,
            Test = 26_032,
            Classes = 10,
            PictureSize = "32x32x3",
            Licence = "for non-commercial use",
            Source = "Netzer et al., NIPS Workshop on Deep Learning and Unsupervised Feature Learning, 2011",
            Home = new("http://ufldl.stanford.edu/housenumbers/"),
            Files =
            [
                new(new("http://ufldl.stanford.edu/housenumbers/train_32x32.mat"), 182_040_794, "435e94d69a87fde4fd4d7f3dd208dfc32cb6ae8af2240d066de1df7508d083b8"),
                new(new("http://ufldl.stanford.edu/housenumbers/test_32x32.mat"), 64_275_384, "cdce80dfb2a2c4c6160906d0bd7c68ec5a99d7ca4831afa54f09182025b6a75b"),
            ],
        },
        new()
        {
            Name = "cifar10",
            Title = "CIFAR-10",
            Description = "small photos of things",
            Train = 50_000,
            Test = 10_000,
            Classes = 10,
            PictureSize = "32x32x3",
            Licence = NoneStated,
            Source = "Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009",
            Home = new("https://www.cs.toronto.edu/~kriz/cifar.html"),
            Folder = "cifar-10-batches-bin",
            MostUnpacked = 200_000_000,
            Files = [new(new("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"), 170_052_171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")],
        },
        new()
        {
            Name = "cifar100",
            Title = "CIFAR-100",
            Description = "small photos of more things",
            Train = 50_000,
            Test = 10_000,
            Classes = 100,
            PictureSize = "32x32x3",
            Licence = NoneStated,
            Source = "Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009",
            Home = new("https://www.cs.toronto.edu/~kriz/cifar.html"),
            Folder = "cifar-100-binary",
            MostUnpacked = 200_000_000,
            Files = [new(new("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"), 168_513_733, "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec")],
        },
        new()
        {
            Name = "stl10",
            Title = "STL-10",
            Description = "photos of things, few of them labelled",
            Train = 5_000,
            Test = 8_000,
            Classes = 10,
            PictureSize = "96x96x3",
            Licence = NoneStated,
            Source = "Coates, Lee and Ng, AISTATS, 2011",
            Home = new("https://cs.stanford.edu/~acoates/stl10/"),
            Folder = "stl10_binary",
            MostUnpacked = 400_000_000,
            Keep = name => !name.EndsWith("unlabeled_X.bin", StringComparison.Ordinal),
            Files = [new(new("http://ai.stanford.edu/~acoates/stl10/stl10_binary.tar.gz"), 2_640_397_119, "f31fd99273a1acb8609c8db427cebb1de3f71de77758cdc0e22956e1289b9866")],
        },
        new()
        {
            Name = "imagenette",
            Title = "Imagenette, 320 pixels",
            Description = "ten easy classes of ImageNet",
            Train = 9_469,
            Test = 3_925,
            Classes = 10,
            PictureSize = "sizes differ",
            Licence = "Apache-2.0",
            Source = "Howard, fast.ai, 2019",
            Home = new("https://github.com/fastai/imagenette"),
            Folder = "imagenette2-320",
            MostUnpacked = 500_000_000,
            ClassNames = ["tench", "English springer", "cassette player", "chain saw", "church", "French horn", "garbage truck", "gas pump", "golf ball", "parachute"],
            Files = [new(new("https://s3.amazonaws.com/fast-ai-imageclas/imagenette2-320.tgz"), 341_553_947, "5020a9130cea0348272823cb12d2db7e981c6f2afa3dce71ccd5b8013005c55e")],
        },
        new()
        {
            Name = "flowers102",
            Title = "Oxford Flowers-102",
            Description = "flowers of Britain",
            Train = 1_020,
            Test = 6_149,
            Classes = 102,
            PictureSize = "sizes differ",
            Licence = NoneStated,
            Source = "Nilsback and Zisserman, ICVGIP, 2008",
            Home = new("https://www.robots.ox.ac.uk/~vgg/data/flowers/102/"),
            MostUnpacked = 500_000_000,
            Files =
            [
                new(new("https://www.robots.ox.ac.uk/~vgg/data/flowers/102/102flowers.tgz"), 344_862_509, "2d01ecc807db462958cfe3d92f57a8c252b4abd240eb955770201e45f783b246"),
                new(new("https://www.robots.ox.ac.uk/~vgg/data/flowers/102/imagelabels.mat"), 502, "4903e94206bac23bf772aadf06451916df56b58fc483a62db32a97b82656651d"),
                new(new("https://www.robots.ox.ac.uk/~vgg/data/flowers/102/setid.mat"), 14_989, "46b8678f91fd95d3c8f4feab80d271a6c834a1dd896fe29fd3e6ad9ce5c8dccd"),
            ],
        },
    ];

    /// <summary>A data set by name, upper and lower case alike; null if there is none of that name.</summary>
    /// <param name="name">For example "cifar10".</param>
    public static DatasetInfo? Find(string name) => All.FirstOrDefault(info => info.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
