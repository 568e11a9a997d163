#:project ../src/Striate.Insight/Striate.Insight.csproj

// A picture painted as another one is, over its pixels and by a network that learns to. docs/seeing/style.md shows these lines.
// Run it from the repository: dotnet run -c Release samples/style.cs [FOLDER]
// Pictures go to the folder, or to a temporary one.
using Striate.Data;
using Striate.Imaging;
using Striate.Insight;
using Striate.Networks;

var folder = args.Length > 0 ? Directory.CreateDirectory(args[0]).FullName : Directory.CreateTempSubdirectory("style").FullName;

// Better by a network that has learned: Weights.Load(network, "squeezenet1_0.safetensors").
var network = new SqueezeNet("1_0");
network.Initialize(seed: 1);
var (content, style) = (Rings(64), Stripes(64));

var result = StyleTransfer.Run(network, Normalize.ImageNet, content, [style], new StyleTransferOptions { Size = 64, Steps = 20 });
Save("style", result.Picture);
Show("the loss fell by", $"{result.Lowered:P0}");

var pictures = new PictureSet("photos", [content, style], [0, 0], ["photo"]);
var painter = StyleNetTraining.Run(network, Normalize.ImageNet, style, pictures, new StyleNetOptions { Size = 48, Width = 4, Steps = 5 });
Save("painted", painter.Paint(content));

static Picture Rings(int side) => Draw(side, (x, y) => Math.Sin(Math.Sqrt((x * x) + (y * y)) / 3));

static Picture Stripes(int side) => Draw(side, (x, y) => Math.Sin((x + (2 * y)) / 2.0));

static Picture Draw(int side, Func<int, int, double> light)
{
    var picture = new Picture(side, side, 3);
    for (var i = 0; i < side * side; i++)
    {
        var value = light((i % side) - (side / 2), (i / side) - (side / 2));
        picture.WritablePixels[3 * i] = (byte)(128 + (100 * value));
        picture.WritablePixels[(3 * i) + 1] = (byte)(128 + (60 * value));
        picture.WritablePixels[(3 * i) + 2] = (byte)(128 - (40 * value));
    }

    return picture;
}

void Save(string name, Picture picture)
{
    var file = Path.Combine(folder, $"{name}.png");
    PictureFile.Write(picture, file);
    Show(name, file);
}

static void Show(string what, string value) => Console.WriteLine($"{what}: {value}");
