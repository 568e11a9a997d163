using System.CommandLine;
using System.Globalization;
using Striate.Cli.Commands.See;
using Striate.Data;
using Striate.Imaging;
using Striate.Insight;

namespace Striate.Cli.Commands;

/// <summary>striate style: a picture painted as another one is.</summary>
internal static class StyleCommand
{
    private const int LeastSize = 32;
    private const int MostSize = 1024;

    public static Command Create()
    {
        var usual = new StyleTransferOptions();
        var content = new Argument<string>("content") { Description = "The picture that is painted anew." };
        var styles = new Argument<string[]>("style") { Description = "Pictures that show how.", Arity = ArgumentArity.OneOrMore };
        var model = Model();
        var size = new Option<int>("--size") { Description = $"Pixels of the longer side, {LeastSize} to {MostSize}.", DefaultValueFactory = _ => usual.Size };
        var steps = new Option<int>("--steps") { Description = "How often the loss is computed at most, over all scales.", DefaultValueFactory = _ => usual.Steps };
        var scales = new Option<int>("--scales") { Description = "Sizes from coarse to fine, each half of the next.", DefaultValueFactory = _ => usual.Scales };
        var optimizer = new Option<string>("--optimizer") { Description = "lbfgs or adam.", DefaultValueFactory = _ => "lbfgs" };
        var keep = new Option<string?>("--keep-colours")
        {
            Description = "The content's colours: luminance, also if nothing is said, keeps them pixel by pixel; match gives them to the style first.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var weights = new Option<string?>("--weights") { Description = "Weights of the styles, with commas between; by default all alike." };
        var contentWeight = new Option<double>("--content-weight") { Description = "Weight of the content beside the style.", DefaultValueFactory = _ => usual.ContentWeight };
        var smoothness = new Option<double>("--smoothness") { Description = "Weight of smoothness, against noise.", DefaultValueFactory = _ => usual.SmoothnessWeight };
        var trim = Trim();
        var noise = new Option<bool>("--from-noise") { Description = "Starts from noise instead of the content." };
        var seed = new Option<ulong>("--seed") { Description = "Decides the noise.", DefaultValueFactory = _ => usual.Seed };
        var layers = new Option<string?>("--style-layers") { Description = "Layers that show style, with commas between; by default two of each size of maps." };
        var contentLayer = new Option<string?>("--content-layer") { Description = "The layer that shows content; by default the last but one of those." };
        var output = new Option<string>("--out") { Description = "The PNG file to write.", DefaultValueFactory = _ => "style.png" };
        var network = new NetworkOptions(isModelTaken: true);
        var command = new Command("style", "Paints a picture as others are painted (Gatys, Ecker and Bethge 2016).")
        {
            content, styles, model, size, steps, scales, optimizer, keep, weights, contentWeight, smoothness, trim, noise, seed, layers, contentLayer, output,
        };
        network.AddTo(command);
        command.SetAction(parsed =>
        {
            var files = parsed.GetValue(styles)!;
            var options = usual with
            {
                Size = Between("--size", parsed.GetValue(size), LeastSize, MostSize),
                Scales = Between("--scales", parsed.GetValue(scales), 1, 6),
                Steps = Between("--steps", parsed.GetValue(steps), parsed.GetValue(scales), 100_000),
                Optimizer = Names.OneOf("optimizer", parsed.GetValue(optimizer)!, ["lbfgs", "adam"]) == "adam" ? StyleOptimizer.Adam : StyleOptimizer.LBfgs,
                Colours = parsed.GetResult(keep) is null
                    ? ColourKeeping.None
                    : Enum.Parse<ColourKeeping>(Names.OneOf("way to keep colours", parsed.GetValue(keep) ?? "luminance", ["luminance", "match"]), ignoreCase: true),
                StyleWeights = parsed.GetValue(weights) is { } text ? Weights(text, files.Length) : null,
                ContentWeight = AtLeastZero("--content-weight", parsed.GetValue(contentWeight)),
                SmoothnessWeight = AtLeastZero("--smoothness", parsed.GetValue(smoothness)),
                Trim = Share(parsed.GetValue(trim)),
                FromNoise = parsed.GetValue(noise),
                Seed = parsed.GetValue(seed),
            };
            var file = Outputs.File(parsed.GetValue(output)!, ".png");
            var painting = files.Select(style => PictureFile.Read(style, channels: 3)).ToList();
            var photo = PictureFile.Read(parsed.GetValue(content)!, channels: 3);
            var trained = Load(network, parsed.GetValue(model), parsed);
            options = options with
            {
                StyleLayers = parsed.GetValue(layers)?.Split(',').Select(path => Names.Layer(trained.Network, path).Path).ToList(),
                ContentLayer = parsed.GetValue(contentLayer) is { } path ? Names.Layer(trained.Network, path).Path : null,
            };
            var result = StepProgress.Run("painting", options.Steps, (report, cancel) =>
                StyleTransfer.Run(trained.Network, trained.Normalize, photo, painting, options with { OnStep = report }, cancel));
            PictureFile.Write(result.Picture, file);
            Tell(result);
            Console.WriteLine(file);
            Outputs.WriteSheet(StyleSheet.Draw(photo, painting, result, options.Trim), file);
        });
        return command;
    }

    /// <summary>Which network looks at the pictures.</summary>
    public static Option<string?> Model() => new("--model")
    {
        Description = "What looks at the pictures: a file of weights or a run folder, of three channels; by default that of the variable STRIATE_MODEL.",
    };

    /// <summary>Loads that network.</summary>
    /// <param name="network">What is said of it.</param>
    /// <param name="model">What the user named, or null.</param>
    /// <param name="parsed">What the user typed.</param>
    /// <exception cref="UsageException">None is named, or it takes pictures without colour.</exception>
    public static TrainedNetwork Load(NetworkOptions network, string? model, ParseResult parsed)
    {
        var meant = NetworkOptions.Meant(model);
        var trained = network.LoadOrBuild(meant, parsed);
        return trained.Description.Input[0] == 3
            ? trained
            : throw new UsageException($"--model {meant}: takes pictures of {trained.Description.Input[0]} channels. Name a network of three, for colour.");
    }

    private static void Tell(StyleResult result)
    {
        var stopped = result.IsComplete ? "" : "Stopped: the best so far. ";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{stopped}{result.Losses.Count} steps; the loss fell from {result.FirstLoss:G4} to {result.LastLoss:G4}, by {result.Lowered:0.0%}."));
        Console.WriteLine($"Gram matrices differ from the style's by {result.GramErrorsText}.");
    }

    private static List<double> Weights(string text, int styles)
    {
        List<double> weights = [.. text.Split(',').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) ? weight : double.NaN)];
        return weights.Count == styles && weights.TrueForAll(weight => weight >= 0 && double.IsFinite(weight)) && weights.Sum() > 0
            ? weights
            : throw new UsageException($"--weights {text}: expected a number of at least 0 for each of the {styles} styles, as in 2,1.");
    }

    /// <summary>What is cut off at the edges of a style.</summary>
    public static Option<double> Trim() => new("--trim") { Description = "Per cent of the style's height and width that are cut off at each edge: a frame would be painted too." };

    /// <summary>Per cent of <see cref="Trim"/> as a share.</summary>
    /// <exception cref="UsageException">Hardly anything would be left.</exception>
    public static double Share(double percent) => percent is >= 0 and <= 100 * StyleTransfer.MostTrim
        ? percent / 100
        : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--trim {percent}: expected 0 to {100 * StyleTransfer.MostTrim} per cent of each edge."));

    /// <summary>A number of a range.</summary>
    public static int Between(string option, int value, int low, int high) =>
        value >= low && value <= high ? value : throw new UsageException($"{option} {value}: expected {low} to {high}.");

    /// <summary>A number above 0.</summary>
    public static double AboveZero(string option, double value) => value > 0 && double.IsFinite(value)
        ? value
        : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option} {value}: expected a number above 0."));

    /// <summary>A number that is not negative.</summary>
    public static double AtLeastZero(string option, double value) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option} {value}: expected a number of at least 0."));
}
