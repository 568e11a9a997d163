// Draws the pictures of docs/layers: what each family of layers does, computed by the layers themselves.
// Run it from the repository: dotnet run -c Release --project samples/layer-pictures PHOTOS [FOLDER]
// PHOTOS holds chelsea.jpg and coffee.jpg (both CC0, as scikit-image has them); FOLDER is docs/images/layers unless given.
// The pictures of the repository went through pngquant --nofs --force --ext .png 256 after it.
using LayerPictures;
using Striate.Data;
using Striate.Imaging;

if (args.Length is < 1 or > 2 || !File.Exists(Path.Combine(args[0], "chelsea.jpg")) || !File.Exists(Path.Combine(args[0], "coffee.jpg")))
{
    Console.Error.WriteLine($"Got '{string.Join(' ', args)}', expected PHOTOS [FOLDER]. Give a folder with chelsea.jpg and coffee.jpg as PHOTOS.");
    return 2;
}

var folder = args.Length > 1 ? args[1] : "docs/images/layers";
Directory.CreateDirectory(folder);
var cat = Maps.Square(PictureFile.Read(Path.Combine(args[0], "chelsea.jpg"), channels: 3), top: 0, left: 84, side: 300);
var coffee = Maps.Square(PictureFile.Read(Path.Combine(args[0], "coffee.jpg"), channels: 3), top: 0, left: 100, side: 400);
foreach (var (name, draw) in new (string, Func<Picture>)[]
{
    ("convolution", () => ConvolutionPicture.Draw(coffee)),
    ("pooling", PoolingPicture.Draw),
    ("normalisation", NormalisationPicture.Draw),
    ("activations", ActivationsPicture.Draw),
    ("blocks", BlocksPicture.Draw),
    ("shape", () => ShapePicture.Draw(cat)),
    ("recurrent", RecurrentPicture.Draw),
    ("dropout", DropoutPicture.Draw),
    ("losses", LossesPicture.Draw),
    ("augmentation", () => AugmentationPicture.Draw(cat, coffee)),
})
{
    var path = Path.Combine(folder, $"{name}.png");
    var picture = draw();
    PictureFile.Write(picture, path);
    Console.WriteLine($"{path}: {picture.Width} x {picture.Height}, {new FileInfo(path).Length / 1024} KB");
}

return 0;
