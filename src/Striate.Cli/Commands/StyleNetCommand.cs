using System.CommandLine;
using System.Globalization;
using Striate.Cli.Commands.See;
using Striate.Data;
using Striate.Imaging;
using Striate.Insight;
using Striate.Networks;

namespace Striate.Cli.Commands;

/// <summary>striate style-net: a network that paints in one style.</summary>
internal static class StyleNetCommand
{
    public static Command Create() => new("style-net", "A network that paints pictures in one style, in one pass (Johnson, Alahi and Li 2016).") { Train(), Apply() };

    private static Command Train()
    {
        var usual = new StyleNetOptions();
        var style = new Argument<string>("style") { Description = "The picture that shows the style." };
        var folder = new Argument<string>("pictures") { Description = "A folder of pictures to practise on; a few do." };
        var model = StyleCommand.Model();
        var width = new Option<int>("--width") { Description = "Filters at the image's size: 32 in the paper, fewer are faster.", DefaultValueFactory = _ => usual.Width };
        var size = new Option<int>("--size") { Description = "Rows and columns of what is cut out of the pictures.", DefaultValueFactory = _ => usual.Size };
        var steps = new Option<int>("--steps") { Description = "Steps.", DefaultValueFactory = _ => usual.Steps };
        var batch = new Option<int>("--batch") { Description = "Cuttings of a step.", DefaultValueFactory = _ => usual.BatchSize };
        var rate = new Option<double>("--lr") { Description = "Adam's step size at the beginning.", DefaultValueFactory = _ => usual.LearningRate };
        var content = new Option<double>("--content-weight") { Description = "Weight of the content beside the style.", DefaultValueFactory = _ => usual.ContentWeight };
        var trim = StyleCommand.Trim();
        var seed = new Option<ulong>("--seed") { Description = "Decides first weights and what is cut out.", DefaultValueFactory = _ => usual.Seed };
        var output = new Option<string>("--out") { Description = "The file of weights to write.", DefaultValueFactory = _ => "style-net.safetensors" };
        var network = new NetworkOptions(isModelTaken: true);
        var command = new Command("train", "Learns a style.") { style, folder, model, width, size, steps, batch, rate, content, trim, seed, output };
        network.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = usual with
            {
                Width = StyleCommand.Between("--width", parsed.GetValue(width), 1, 128),
                Size = StyleCommand.Between("--size", parsed.GetValue(size), 32, 1024),
                Steps = StyleCommand.Between("--steps", parsed.GetValue(steps), 1, 1_000_000),
                BatchSize = StyleCommand.Between("--batch", parsed.GetValue(batch), 1, 64),
                LearningRate = StyleCommand.AboveZero("--lr", parsed.GetValue(rate)),
                ContentWeight = StyleCommand.AtLeastZero("--content-weight", parsed.GetValue(content)),
                Trim = StyleCommand.Share(parsed.GetValue(trim)),
                Seed = parsed.GetValue(seed),
            };
            var file = Outputs.File(parsed.GetValue(output)!, ".safetensors");
            var painting = PictureFile.Read(parsed.GetValue(style)!, channels: 3);
            var pictures = PictureFolder.OfOneClass(parsed.GetValue(folder)!);
            var trained = StyleCommand.Load(network, parsed.GetValue(model), parsed);
            var losses = new List<double>();
            var painter = StepProgress.Run(
                "learning a style", options.Steps, (report, cancel) => StyleNetTraining.Run(
                    trained.Network, trained.Normalize, painting, pictures, options,
                    (step, loss) =>
                    {
                        losses.Add(loss);
                        report(step);
                    },
                    cancel),
                stopped: "this is the network as it is");
            Weights.Save(painter, file);
            Tell(losses);
            Console.WriteLine($"  {Invocation.Of($"style-net apply {file} PICTURE")}");
        });
        return command;
    }

    private static Command Apply()
    {
        var net = new Argument<string>("net") { Description = "A file that 'style-net train' wrote." };
        var pictures = new Argument<string[]>("picture") { Description = "Picture files.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "The folder to write to.", DefaultValueFactory = _ => "." };
        var command = new Command("apply", "Paints pictures of any size.") { net, pictures, output };
        command.SetAction(parsed =>
        {
            var painter = StyleNet.Load(parsed.GetValue(net)!);
            var folder = parsed.GetValue(output)!;
            _ = Outputs.Folder(folder);
            var jobs = parsed.GetValue(pictures)!.Select(file => (File: file, Target: Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file)}-painted.png"))).ToList();
            if (jobs.GroupBy(job => job.Target).FirstOrDefault(same => same.Count() > 1) is { } twice)
            {
                throw new UsageException($"{string.Join(" and ", twice.Select(job => job.File))} would both be written to {twice.Key}. Paint them into different folders.");
            }

            foreach (var (file, target) in jobs)
            {
                var picture = PictureFile.Read(file, channels: 3);
                var painted = Painted(painter, picture, file);
                Directory.CreateDirectory(folder);
                PictureFile.Write(painted, target);
                Console.WriteLine(target);
                Outputs.WriteSheet(StyleSheet.Draw(picture, painted), target);
            }
        });
        return command;
    }

    // Cuttings differ: means of a tenth of the steps tell more than single ones.
    private static void Tell(List<double> losses)
    {
        var some = Math.Max(1, losses.Count / 10);
        var (first, last) = (losses.Take(some).DefaultIfEmpty().Average(), losses.TakeLast(some).DefaultIfEmpty().Average());
        var advice = last > first ? " It rose: try more steps, or a smaller --lr." : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{losses.Count} steps; the mean loss of the first tenth was {first:G4}, of the last {last:G4}.{advice} Paint with:"));
    }

    private static Picture Painted(StyleNet painter, Picture picture, string file)
    {
        try
        {
            return painter.Paint(picture);
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"{file}: {CommandLine.Message(error)}");
        }
    }
}
