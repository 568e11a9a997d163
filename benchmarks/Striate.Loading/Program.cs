using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using SkiaSharp;
using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Imaging;
using Striate.Kernels;

namespace Striate.Loading;

/// <summary>Makes a folder of photos, and reads it as a training run does. loading.sh compares that with djpeg.</summary>
internal static class Program
{
    private const int Side = 256;
    private const int Quality = 90;
    private const int BatchSize = 64;

    private static int Main(string[] args)
    {
        var folder = new Argument<string>("folder");
        var photos = new Argument<string>("photos") { Description = "Folder of photos of which parts are taken." };
        var count = new Option<int>("--count") { DefaultValueFactory = _ => 10_000 };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 2 };
        var epochs = new Option<int>("--epochs") { DefaultValueFactory = _ => 1 };
        var augment = new Option<string>("--augment") { DefaultValueFactory = _ => "rrc:224,flip" };
        var make = new Command("make", "Writes JPEGs of 256 x 256 pixels, parts of photos, into a folder of one class.") { folder, photos, count };
        make.SetAction(parsed => Make(parsed.GetValue(folder)!, parsed.GetValue(photos)!, parsed.GetValue(count)));
        var read = new Command("read", "Decodes, augments and normalises them all, and prints pictures per second.") { folder, threads, epochs, augment };
        read.SetAction(parsed => Read(parsed.GetValue(folder)!, parsed.GetValue(threads), parsed.GetValue(epochs), parsed.GetValue(augment)!));
        return new RootCommand("How fast folders of photos become batches.") { make, read }.Parse(args).Invoke();
    }

    private static void Make(string folder, string photos, int count)
    {
        var sources = Directory.EnumerateFiles(photos, "*.jpg").Order(StringComparer.Ordinal).Select(file => PictureFile.Read(file, 4)).ToArray();
        var target = Directory.CreateDirectory(Path.Combine(folder, "photo")).FullName;
        var part = new RandomResizedCrop(Side);
        var picture = new Picture();
        for (var i = 0; i < count; i++)
        {
            part.Apply(sources[i % sources.Length], picture, new Rng(Rng.Hash(1, (ulong)i)));
            using var bitmap = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Unpremul));
            picture.Pixels.CopyTo(bitmap.GetPixelSpan());
            using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, Quality);
            File.WriteAllBytes(Path.Combine(target, $"{i:00000}.jpg"), data.Span);
        }
    }

    private static void Read(string folder, int threads, int epochs, string augment)
    {
        var data = new PictureFolder(folder);
        var loader = new DataLoader(data, BatchSize, new DataLoaderOptions
        {
            Shuffle = true,
            Threads = threads,
            Augmentation = AugmentationText.Parse(augment),
            Normalize = Normalize.ImageNet,
        });
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var start = Stopwatch.GetTimestamp();
            var read = loader.Epoch(epoch).Sum(batch => batch.Count);
            var rate = read / Stopwatch.GetElapsedTime(start).TotalSeconds;
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{rate:0} pictures/s, {process.WorkingSet64 / 1_000_000} MB, {process.PeakWorkingSet64 / 1_000_000} MB at most"));
        }
    }
}
