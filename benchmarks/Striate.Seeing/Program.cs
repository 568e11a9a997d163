using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Striate.Data;
using Striate.Imaging;
using Striate.Insight;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Seeing;

/// <summary>Seconds that looking inside SqueezeNet takes, beside what is asked of it: the median of a few runs after one that does not count.</summary>
internal static class Program
{
    private const int Side = 224;

    private static int Main(string[] args)
    {
        var weights = new Argument<string>("weights") { Description = "SqueezeNet 1.0, as safetensors." };
        var photo = new Argument<string>("photo");
        var style = new Argument<string>("style") { Description = "A painting." };
        var runs = new Option<int>("--runs") { DefaultValueFactory = _ => 3 };
        var command = new RootCommand("How long it takes to see inside a network.") { weights, photo, style, runs };
        command.SetAction(parsed => Run(parsed.GetValue(weights)!, parsed.GetValue(photo)!, parsed.GetValue(style)!, parsed.GetValue(runs)));
        return command.Parse(args).Invoke();
    }

    private static void Run(string weights, string photo, string painting, int runs)
    {
        var network = new SqueezeNet("1_0");
        Weights.Load(network, weights);
        var (picture, style) = (PictureFile.Read(photo, channels: 3), PictureFile.Read(painting, channels: 3));
        var image = Image(picture, Side, Side);
        var large = Image(picture, 480, 640);

        Measure("Grad-CAM", 0.1, 10 * runs, () => Saliency.GradCam(network, image));
        Measure("feature visualisation, 256 steps", 15, runs, () => FeatureVisualization.Of(network, "features.9", 10, image.Shape, Normalize.ImageNet));
        Measure("DeepDream 640x480, 4 octaves of 10 steps", 30, runs, () => DeepDream.Of(network, "features.9", large, Normalize.ImageNet));
        Measure("style transfer 256x256, 300 steps", 60, runs, () => StyleTransfer.Run(network, Normalize.ImageNet, Part(picture, 256, 256), [style]));
    }

    private static Picture Part(Picture picture, int height, int width)
    {
        var part = new Picture();
        new Data.Augmentation.Cover((height, width)).Apply(picture, part, new Kernels.Rng(1));
        return part;
    }

    private static Tensor Image(Picture picture, int height, int width)
    {
        var part = Part(picture, height, width);
        return new DataLoader(new PictureSet("photo", [part], [0], ["photo"]), 1, new DataLoaderOptions { Normalize = Normalize.ImageNet, Threads = 0 }).Epoch(0).First().Images.Clone().Keep();
    }

    private static void Measure(string name, double asked, int runs, Action work)
    {
        work();
        var seconds = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            seconds[run] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {seconds[runs / 2]:0.000} s, asked {asked:0.0} s"));
    }
}
