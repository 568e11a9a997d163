using System.CommandLine;
using System.Globalization;
using Striate.Data;
using Striate.Imaging;
using Striate.Insight;
using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Cli.Commands.See;

/// <summary>striate dream: a picture changed so that a layer answers more strongly to it.</summary>
internal static class DreamCommand
{
    private const double ZoomOfFrame = 1.04;
    private const int LeastSide = 64;
    private const int MostOctaves = 20;
    private const int MostSteps = 10_000;
    private const int MostFrames = 9999;

    public static Command Create()
    {
        var seen = new SeenNetwork("The layer; by default the convolution two thirds up.", "dream.png");
        var picture = new Argument<string>("picture") { Description = "A picture file, of any size." };
        var guide = new Option<string?>("--guide") { Description = "A picture whose features are dreamt of." };
        var octaves = CountOption.Create("--octaves", "Sizes of the picture that are worked on.", 4);
        var steps = CountOption.Create("--steps", "Steps at each size.", 10);
        var zoom = new Option<int?>("--zoom") { Description = "Dreams on and on into the picture for so many frames, written as numbered PNG files into the folder named like --out." };
        var seed = new Option<ulong>("--seed") { Description = "Decides where tiles begin.", DefaultValueFactory = _ => 1 };
        var command = seen.Command("dream", "DeepDream: a picture changed so that a layer answers more strongly to it.", guide, octaves, steps, zoom, seed);
        command.Arguments[0].Arity = ArgumentArity.ZeroOrOne;
        command.Arguments.Insert(0, picture);
        command.SetAction(parsed =>
        {
            var options = new DreamOptions { Octaves = CountOption.Read(octaves, parsed, MostOctaves), Steps = CountOption.Read(steps, parsed, MostSteps), Seed = parsed.GetValue(seed) };
            var frames = parsed.GetValue(zoom) ?? 1;
            if (frames is < 1 or > MostFrames)
            {
                throw new UsageException($"--zoom {frames}: expected 1 to {MostFrames} frames.");
            }

            var isZoom = parsed.GetValue(zoom) is not null;
            var trained = seen.Load(parsed, isFolder: isZoom);
            var layer = (seen.Layer(trained, parsed) ?? Usual(trained.Network)).Path;
            var image = Read(trained, parsed.GetValue(picture)!);
            var before = trained.Normalize.ToPicture(image);
            var guided = parsed.GetValue(guide) is { } file ? Read(trained, file) : null;
            var folder = isZoom ? Outputs.Folder(Path.ChangeExtension(seen.File(parsed), null)) : null;
            var dream = StepProgress.Run($"dreaming of {layer}", frames * DeepDream.StepsOf(options), (onStep, cancel) =>
            {
                for (var frame = 0; frame < frames && (frame == 0 || !cancel.IsCancellationRequested); frame++)
                {
                    var done = frame * DeepDream.StepsOf(options);
                    image = DeepDream.Of(trained.Network, layer, frame == 0 ? image : Zoomed(image), trained.Normalize, guided, options, step => onStep(done + step), cancel);
                    if (folder is not null)
                    {
                        Directory.CreateDirectory(folder);
                        PictureFile.Write(trained.Normalize.ToPicture(image), Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{frame + 1:0000}.png")));
                    }
                }

                return trained.Normalize.ToPicture(image);
            });
            Console.WriteLine($"{dream.Width} wide, {dream.Height} high, dreaming of {layer}");
            if (folder is null)
            {
                seen.Write(dream, parsed);
            }
            else
            {
                Console.WriteLine(Path.ChangeExtension(seen.File(parsed), null));
            }

            Outputs.WriteSheet(DreamSheet.Draw(before, dream, layer, options, guided is null ? null : trained.Normalize.ToPicture(guided)), seen.File(parsed));
        });
        return command;
    }

    private static Conv2d Usual(Module network)
    {
        var all = network.Modules().OfType<Conv2d>().ToList();
        return all.Count > 0 ? all[(all.Count - 1) * 2 / 3] : throw new UsageException("The network has no convolutions. Name a layer; 'striate summary' lists them.");
    }

    private static Tensor Read(TrainedNetwork trained, string file)
    {
        var picture = PictureFile.Read(file, trained.Description.Input[0]);
        return Math.Min(picture.Height, picture.Width) >= LeastSide
            ? Tensor.From([1, picture.Channels, picture.Height, picture.Width], Layout.ChannelsLast, y => trained.Normalize.Apply(picture, y))
            : throw new UsageException($"{file} is {picture.Width} pixels wide and {picture.Height} high; a dream needs {LeastSide} on each side. Enlarge it first.");
    }

    // The middle of the picture at full size.
    private static Tensor Zoomed(Tensor image)
    {
        var (height, width) = (image.Shape[2], image.Shape[3]);
        var (top, left) = ((int)(height * (1 - (1 / ZoomOfFrame)) / 2), (int)(width * (1 - (1 / ZoomOfFrame)) / 2));
        return Ops.Resize(Ops.Slice(image, .., .., top..(height - top), left..(width - left)), new Size2d(height, width), ResizeMode.Bicubic);
    }
}
