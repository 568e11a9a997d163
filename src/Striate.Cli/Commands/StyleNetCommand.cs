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
    // Pictures on the sheet beside those that are painted.
    private const int MostShown = 4;

    public static Command Create() => new("style-net", "A network that paints pictures in one style, in one pass (Johnson, Alahi and Li 2016).") { Train(), Apply() };

    private static Command Train()
    {
        var usual = new StyleNetOptions();
        var style = new Argument<string>("style") { Description = "The picture that shows the style." };
        var folder = new Argument<string>("pictures") { Description = "A folder of pictures to practise on; a few do." };
        var model = new Option<string>("--model") { Description = "What looks at the pictures: a file of weights or a run folder, of three channels.", Required = true };
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
                LearningRate = StyleCommand.AtLeastZero("--lr", parsed.GetValue(rate)),
                ContentWeight = StyleCommand.AtLeastZero("--content-weight", parsed.GetValue(content)),
                Trim = StyleCommand.Share(parsed.GetValue(trim)),
                Seed = parsed.GetValue(seed),
            };
            var file = Outputs.File(parsed.GetValue(output)!);
            var painting = PictureFile.Read(parsed.GetValue(style)!, channels: 3);
            var pictures = PictureFolder.OfOneClass(parsed.GetValue(folder)!);
            var trained = StyleCommand.Colour(network.LoadOrBuild(parsed.GetValue(model)!, parsed), parsed.GetValue(model)!);
            var (done, first, last) = (0, 0.0, 0.0);
            var painter = StepProgress.Run("learning a style", options.Steps, (report, cancel) => StyleNetTraining.Run(
                trained.Network, trained.Normalize, painting, pictures, options,
                (step, loss) =>
                {
                    (done, first, last) = (step, step == 1 ? loss : first, step == 1 ? loss : last + (0.05 * (loss - last)));
                    report(step);
                },
                cancel));
            Weights.Save(painter, file);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} steps; the loss went from {first:0.###} to {last:0.###}. Paint with:"));
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
            var shown = new List<(string Name, Picture Picture, Picture Painted)>();
            foreach (var file in parsed.GetValue(pictures)!)
            {
                var (name, picture) = (Path.GetFileNameWithoutExtension(file), PictureFile.Read(file, channels: 3));
                var (painted, target) = (painter.Paint(picture), Path.Combine(folder, $"{name}-painted.png"));
                Directory.CreateDirectory(folder);
                PictureFile.Write(painted, target);
                Console.WriteLine(target);
                if (shown.Count < MostShown)
                {
                    shown.Add((name, picture, painted));
                }
            }

            Outputs.WriteSheet(StyleSheet.Draw(shown), Path.Combine(folder, "painted"));
        });
        return command;
    }
}
