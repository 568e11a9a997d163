using System.CommandLine;
using System.Globalization;
using Striate.Data;
using Striate.Insight;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Cli.Commands.See;

/// <summary>striate see features: what units look for.</summary>
internal static class FeaturesCommand
{
    private const int UsualLayers = 4;
    private const int UsualUnits = 4;
    private const int LeastSize = 16;
    private const int MostPictures = 1000;

    public static Command Create()
    {
        var seen = new SeenNetwork("The layer; by default some convolutions from low to high.", "features.png");
        var unit = new Option<string[]>("--unit") { Description = "The channel, or the class of a last layer, by its number or its name; may be repeated. By default some from all over the layer." };
        var whole = new Option<bool>("--whole") { Description = "The layer as a whole instead of its units." };
        var place = new Option<bool>("--place") { Description = "Drive the place of the map that answers most alone, not the whole channel." };
        var diversity = CountOption.Create("--diversity", "How many different pictures of each unit.", 1);
        var steps = CountOption.Create("--steps", "Steps of gradient ascent.", 256);
        var size = new Option<int?>("--size") { Description = "Side of the pictures in pixels; by default the network's usual one." };
        var data = new Option<string?>("--data") { Description = "A folder of pictures or a data set; the parts that drive each unit most stand beside what was found." };
        var seed = new Option<ulong>("--seed") { Description = "Decides the start.", DefaultValueFactory = _ => 1 };
        var command = seen.Command("features", "What units look for: pictures that drive them, found by gradient ascent.", unit, whole, place, diversity, steps, size, data, seed);
        command.SetAction(parsed =>
        {
            var trained = seen.Load(parsed);
            var input = trained.Description.Input;
            var side = parsed.GetValue(size);
            if (side < LeastSize)
            {
                throw new UsageException($"--size is {side}; expected {LeastSize} pixels or more.");
            }

            if (parsed.GetValue(whole) && (parsed.GetResult(unit) is { Implicit: false } || parsed.GetValue(place)))
            {
                throw new UsageException("--whole is the layer as a whole; leave out --unit and --place.");
            }

            Shape shape = [1, input[0], side ?? input[1], side ?? input[2]];
            List<Module> layers = seen.Layer(trained, parsed) is { } named ? [named] : Names.Convolutions(trained.Network, UsualLayers);
            var channels = Channels(trained, shape, layers);
            var jobs = layers.Zip(channels, (layer, count) => (Layer: layer, Units: Units(trained, layer, count, parsed.GetValue(unit)!, parsed.GetValue(whole)))).ToList();
            var images = parsed.GetValue(data) is { } source ? Images(trained, source).ToList() : [];
            var options = new FeatureOptions
            {
                Steps = CountOption.Read(steps, parsed),
                Diversity = CountOption.Read(diversity, parsed),
                IsOfPlace = parsed.GetValue(place),
                Seed = parsed.GetValue(seed),
            };

            var sheet = StepProgress.Run("features", jobs.Sum(job => job.Units.Length) * options.Steps, (onStep, cancel) =>
            {
                var done = 0;
                var sections = new List<(string, IReadOnlyList<Feature>)>();
                foreach (var (layer, units) in jobs)
                {
                    var patches = images.Count > 0 && !parsed.GetValue(whole)
                        ? BestPatches.Of(trained.Network, layer.Path, [.. units.Select(u => u!.Value)], images, trained.Normalize)
                        : [.. units.Select(_ => Array.Empty<Patch>())];
                    var features = units.Zip(patches, (u, parts) =>
                    {
                        // What wants one spot in an empty place falls short where all places are driven; a real part shows it.
                        var found = Seek(options);
                        var isAlone = parts.Count > 0 && found.Activation < parts[0].Activation && !options.IsOfPlace && !cancel.IsCancellationRequested;
                        found = isAlone ? Seek(options with { IsOfPlace = true }) : found;
                        done += options.Steps;
                        var label = $"{Name(trained, layer, u)}{(isAlone ? ", one place alone" : "")}: {Answers(found, parts)}";
                        Console.WriteLine($"{layer.Path}, {label}");
                        return new Feature(label, [.. Enumerable.Range(0, options.Diversity).Select(i => trained.Normalize.ToPicture(found.Images, i))], parts);

                        FeatureImages Seek(FeatureOptions how) =>
                            FeatureVisualization.Of(trained.Network, layer.Path, u, shape, trained.Normalize, how, step => onStep(done + step), cancel);
                    });
                    sections.Add(($"{layer.Path}: {layer.Description}", features.TakeWhile((_, i) => i == 0 || !cancel.IsCancellationRequested).ToList()));
                    if (cancel.IsCancellationRequested)
                    {
                        break;
                    }
                }

                return FeatureSheet.Draw([.. sections]);
            });
            seen.Write(sheet, parsed);
        });
        return command;
    }

    private static List<int> Channels(TrainedNetwork trained, Shape shape, List<Module> layers)
    {
        using var rest = new AtRest(trained.Network);
        return [.. Features.Of(trained.Network, Tensor.Zeros(shape, Layout.ChannelsLast), [.. layers.Select(layer => layer.Path)]).Select(y => y.Shape[1])];
    }

    private static int?[] Units(TrainedNetwork trained, Module layer, int count, string[] asked, bool isWhole)
    {
        if (isWhole)
        {
            return [null];
        }

        return asked.Length > 0
            ? [.. asked.Select(text => (int?)Unit(trained, layer, count, text))]
            : [.. FromAllOver.Places(count, UsualUnits).Select(u => (int?)u)];
    }

    private static int Unit(TrainedNetwork trained, Module layer, int count, string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var unit)
            ? unit >= 0 && unit < count ? unit : throw new UsageException($"{layer} has no unit {unit}: its {count} units are 0 to {count - 1}.")
            : layer == LastWithWeights(trained) ? Names.Class(trained, text)
            : throw new UsageException($"--unit {text}: expected a number from 0 to {count - 1}, as {layer} has no units with names.");

    private static IEnumerable<Tensor> Images(TrainedNetwork trained, string source)
    {
        var data = trained.Pictures(source).FromAllOver(MostPictures);
        return Loaders.Evaluation(data, trained.Description).Epoch(0)
            .SelectMany(batch => Enumerable.Range(0, batch.Images.Shape[0]).Select(i => Ops.Slice(batch.Images, i..(i + 1)).Clone()));
    }

    private static string Name(TrainedNetwork trained, Module layer, int? unit) =>
        unit is not { } u ? "all units"
        : trained.Names is { } names && layer == LastWithWeights(trained) ? $"unit {u} ({names[u]})"
        : $"unit {u}";

    private static Module LastWithWeights(TrainedNetwork trained) => trained.Network.Modules().Last(module => module is Conv2d or Linear);

    private static string Answers(FeatureImages found, IReadOnlyList<Patch> patches) =>
        patches.Count > 0 ? $"{ValueScale.Text(found.Activation)}, best real part {ValueScale.Text(patches[0].Activation)}" : ValueScale.Text(found.Activation);
}
