using System.CommandLine;
using Striate.Data;
using Striate.Insight;
using Striate.Networks;

namespace Striate.Cli.Commands.See;

/// <summary>striate see maps: what layers make of a picture.</summary>
internal static class MapsCommand
{
    private const int UsualLayers = 6;

    public static Command Create()
    {
        var seen = new SeenNetwork("The layer; by default some convolutions from all over the network.", "maps.png");
        var picture = new Argument<string>("picture") { Description = "A picture file." };
        var filter = new Option<int?>("--filter") { Description = "One filter of the layer, from 0: what it looks at, and where it answers most." };
        var command = seen.Command("maps", "The activation maps of layers beside the picture.", picture, filter);
        command.SetAction(parsed =>
        {
            var trained = seen.Load(parsed);
            var layer = seen.Layer(trained, parsed);
            var one = parsed.GetValue(filter);
            if (one is not null && layer is null)
            {
                throw new UsageException("--filter is of one layer. Name it with --layer; 'striate summary' lists the layers.");
            }

            var image = SeenNetwork.Image(trained, parsed.GetValue(picture)!);
            if (one is { } number)
            {
                WriteOne(FilterAnswers.Of(trained.Network, image, layer!, number), trained.Normalize.ToPicture(image), seen, parsed);
                return;
            }

            var layers = ActivationMaps.Of(trained.Network, image, module => layer is null ? module is Conv2d : module == layer);
            if (layers.Count == 0)
            {
                throw new UsageException(layer is null ? "The network has no convolutions, and so no maps to see." : $"{layer} makes no maps. Name another; 'striate summary' lists the layers.");
            }

            seen.Write(ActivationMaps.Sheet(trained.Normalize.ToPicture(image), FromAllOver.Of(layers, UsualLayers)), parsed);
        });
        return command;
    }

    private static void WriteOne(FilterAnswers answers, Picture picture, SeenNetwork seen, ParseResult parsed)
    {
        Console.WriteLine($"strongest at {string.Join(", ", answers.Places.Select(place => $"({place.Row}, {place.Column})"))} of {answers.Map.Shape[2]} x {answers.Map.Shape[3]} (row, column)");
        seen.Write(answers.Sheet(picture), parsed);
    }
}
