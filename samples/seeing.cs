#:project ../src/Striate.Training/Striate.Training.csproj
#:project ../src/Striate.Insight/Striate.Insight.csproj

// What a network has learned, seen in every way once; style.cs paints. docs/seeing shows these lines.
// Run it from the repository: dotnet run -c Release samples/seeing.cs [FOLDER]
// Pictures go to the folder, or to a temporary one.
using Striate.Data;
using Striate.Imaging;
using Striate.Insight;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

var folder = args.Length > 0 ? Directory.CreateDirectory(args[0]).FullName : Directory.CreateTempSubdirectory("seeing").FullName;
var options = new DataLoaderOptions { Normalize = Normalize.Mnist };
var net = Trained(options);
var digits = Mnist.Test();
var image = new DataLoader(digits.Take(1), 1, options).Epoch(0).First().Images;

Show("the network's answer", $"{Saliency.Answer(net, image)}");
var layers = ActivationMaps.Of(net, image, module => module is Conv2d);
Save("maps", ActivationMaps.Sheet(Normalize.Mnist.ToPicture(image), layers));

var field = EffectiveField.Of(net, [1, 28, 28], layer: net.Modules().OfType<Conv2d>().Last());
Show("receptive field", ReceptiveFields.Describe(field));

var example = Attack.Smallest(net, image, Normalize.Mnist);
Show("the least change that changes the answer, in 1/255", $"{example?.Epsilon:0.#}");

var conv = Filters.First(net)!;
Save("filters", Filters.Sheet(conv, FilterOrder.Strength));

var fits = GaborFit.Of(conv);
Save("gabor", GaborSheet.Draw(conv, fits));
Show("oriented filters", $"{fits.Count(fit => fit.IsOriented)} of {fits.Count}");

var map = Saliency.GradCam(net, image);
Save("grad-cam", HeatMap.Over(Normalize.Mnist.ToPicture(image), map));

var shares = Saliency.IntegratedGradients(net, image, steps: 128);
Show("integrated gradients, off by", $"{shares.Error:P2}");

// Every method of the command, by its name.
var question = new SaliencyQuestion(net, image, Target: Saliency.Answer(net, image));
var (maps, leftOut) = SaliencyMethod.AskAll(SaliencyMethod.All, question);
Save("saliency", Saliency.Sheet(Normalize.Mnist.ToPicture(image), "why this answer", maps));

var singles = new DataLoader(digits.Take(200), 1, options);
var found = FeatureVisualization.Of(net, "3", unit: 5, [1, 1, 28, 28], Normalize.Mnist, new FeatureOptions { Steps = 100 });
var patches = BestPatches.Of(net, "3", [5], singles.Epoch(0).Select(batch => batch.Images), Normalize.Mnist)[0];
Save("unit", Normalize.Mnist.ToPicture(found.Images));
Show("unit 5, found and in the best real patch", $"{found.Activation:0.00}, {patches[0].Activation:0.00}");

var inverted = FeatureInversion.Of(net, "3", image, Normalize.Mnist, new InversionOptions { Steps = 100 });
Show("a digit rebuilt, relative error of its features", $"{inverted.Error:0.000}");

var large = Ops.ToChannelsLast(Ops.Resize(image, scaleFactor: 2.5)).Clone();
var dream = DeepDream.Of(net, "3", large, Normalize.Mnist, options: new DreamOptions { Octaves = 2, Steps = 5 });
Save("dream", Normalize.Mnist.ToPicture(dream));

var some = digits.Take(1000);
var features = LayerFeatures.Of(net, new DataLoader(some, 250, options).Epoch(0));
var places = PlaneEmbedding.Of(features, EmbeddingMethod.Umap);
Save("embedding", EmbeddingSheet.Draw("1,000 digits", "UMAP", places, some));

var labels = Enumerable.Range(0, some.Count).Select(some.LabelOf).ToList();
Show("nearest neighbours of the same class", $"{PlaneEmbedding.NeighbourAccuracy(places, labels):P1}");

static Module Trained(DataLoaderOptions options)
{
    var net = new Sequential
    {
        new Conv2d(1, 6, 5, padding: 2), new Relu(), new MaxPool2d(2),
        new Conv2d(6, 16, 5), new Relu(), new MaxPool2d(2),
        new Flatten(), new Linear(400, 84), new Relu(), new Linear(84, 10),
    };
    net.Initialize(seed: 1);
    var train = new DataLoader(Mnist.Train().Take(10_000), 64, options with { Shuffle = true });
    new Trainer(net, new CrossEntropyLoss(), new AdamW(net, 0.002), new CosineSchedule(0.002, train.BatchCount)).Fit(train, test: null, epochs: 1);
    return net;
}

void Save(string name, Picture picture)
{
    var file = Path.Combine(folder, $"{name}.png");
    PictureFile.Write(picture, file);
    Show(name, file);
}

static void Show(string what, string value) => Console.WriteLine($"{what}: {value}");
