using System.CommandLine;
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
        var unit = new Option<int[]>("--unit") { Description = "The channel, or the class of a last layer; may be repeated. By default some from all over the layer." };
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

            Shape shape = [1, input[0], side ?? input[1], side ?? input[2]];
            List<Module> layers = seen.Layer(trained, parsed) is { } named ? [named] : Names.Convolutions(trained.Network, UsualLayers);
            var channels = Channels(trained, shape, layers);
            var jobs = layers.Zip(channels, (layer, count) => (Layer: layer, Units: Units(layer, count, parsed.GetValue(unit)!, parsed.GetValue(whole)))).ToList();
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
                        var found = FeatureVisualization.Of(trained.Network, layer.Path, u, shape, trained.Normalize, options, step => onStep(done + step), cancel);
                        done += options.Steps;
                        var label = Label(u, found, parts);
                        Console.WriteLine($"{layer.Path}, {label}");
                        return new Feature(label, [.. Enumerable.Range(0, options.Diversity).Select(i => trained.Normalize.ToPicture(found.Images, i))], parts);
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

    private static int?[] Units(Module layer, int count, int[] asked, bool isWhole)
    {
        if (isWhole)
        {
            return [null];
        }

        var wrong = Array.FindIndex(asked, u => u < 0 || u >= count);
        if (wrong >= 0)
        {
            throw new UsageException($"{layer} has no unit {asked[wrong]}: its {count} units are 0 to {count - 1}.");
        }

        return asked.Length > 0
            ? [.. asked.Select(u => (int?)u)]
            : [.. FromAllOver.Places(count, UsualUnits).Select(u => (int?)u)];
    }

    private static IEnumerable<Tensor> Images(TrainedNetwork trained, string source)
    {
        var data = trained.Pictures(source).FromAllOver(MostPictures);
        return Loaders.Evaluation(data, trained.Description).Epoch(0)
            .SelectMany(batch => Enumerable.Range(0, batch.Images.Shape[0]).Select(i => Ops.Slice(batch.Images, i..(i + 1)).Clone()));
    }

    private static string Label(int? unit, FeatureImages found, IReadOnlyList<Patch> patches)
    {
        var name = unit is { } u ? $"unit {u}" : "all units";
        var real = patches.Count > 0 ? $", best real part {ValueScale.Text(patches[0].Activation)}" : "";
        return $"{name}: {ValueScale.Text(found.Activation)}{real}";
    }
}
