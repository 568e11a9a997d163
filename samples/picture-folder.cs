#:project ../src/Striate.Imaging/Striate.Imaging.csproj
#:project ../src/Striate.Training/Striate.Training.csproj

// A folder of pictures as a data set: one folder for each class. Give a folder of your own as the first argument; without
// one, pictures of circles, squares and crosses are drawn into a temporary folder first.
// Run it from the repository: dotnet run -c Release samples/picture-folder.cs [FOLDER]
using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Imaging;
using Striate.Kernels;
using Striate.Networks;
using Striate.Training;

var folder = args.Length > 0 ? args[0] : DrawShapes(Directory.CreateTempSubdirectory("shapes").FullName);
var (trainSet, testSet) = PictureFolder.Open(folder);
Console.WriteLine($"{trainSet.Count} pictures to learn from, {testSet.Count} to test with: {string.Join(", ", trainSet.Classes)}");

var options = new DataLoaderOptions { Size = 32, Normalize = Normalize.Of(trainSet) };
var train = new DataLoader(trainSet, 16, options with { Shuffle = true, Augmentation = [new RandomFlip(), new RandomCrop(2)] });
var test = new DataLoader(testSet, 16, options);

var net = new DigitNet(trainSet.Classes.Count, inChannels: 3, width: 8);
net.Initialize(seed: 1);
new Trainer(net, new CrossEntropyLoss(), new AdamW(net, 0.01), new OneCycleSchedule(0.01, 8 * train.BatchCount)).Fit(train, test, epochs: 8);

var evaluation = Evaluator.Run(net, test);
Console.WriteLine($"test accuracy {evaluation.Accuracy:P1}");
foreach (var sample in evaluation.Worst(3))
{
    Console.WriteLine($"{testSet.Classes[sample.Label]} taken for {testSet.Classes[sample.Predicted]}, {sample.Confidence:P0} sure");
}

static string DrawShapes(string folder)
{
    var rng = new Rng(1);
    foreach (var shape in new[] { "bar", "cross", "square" })
    {
        Directory.CreateDirectory(Path.Combine(folder, shape));
        for (var i = 0; i < 60; i++)
        {
            using var canvas = new Canvas(48, 48, Color.Grey((byte)rng.NextInt(60)));
            var (x, y, size) = (rng.NextFloat(4, 20), rng.NextFloat(4, 20), rng.NextFloat(14, 24));
            var color = new Color((byte)(155 + rng.NextInt(100)), (byte)rng.NextInt(255), (byte)rng.NextInt(255));
            if (shape == "square")
            {
                canvas.Outline(x, y, size, size, color, 3);
            }
            else
            {
                canvas.Line(x, y + (size / 2), x + size, y + (size / 2), color, 3);
                canvas.Line(x + (size / 2), y, x + (size / 2), shape == "cross" ? y + size : y, color, 3);
            }

            PictureFile.Write(canvas.ToPicture(), Path.Combine(folder, shape, $"{i:00}.png"));
        }
    }

    return folder;
}
