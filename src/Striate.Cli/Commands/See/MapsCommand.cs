using System.CommandLine;
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
        var command = seen.Command("maps", "The activation maps of layers beside the picture.", picture);
        command.SetAction(parsed =>
        {
            var trained = seen.Load(parsed);
            var layer = seen.Layer(trained, parsed);
            var image = trained.Prepare(parsed.GetValue(picture)!);
            var layers = ActivationMaps.Of(trained.Network, image, module => layer is null ? module is Conv2d : module == layer);
            if (layers.Count == 0)
            {
                throw new UsageException(layer is null ? "The network has no convolutions, and so no maps to see." : $"{layer} makes no maps. Name another; 'striate summary' lists the layers.");
            }

            seen.Write(ActivationMaps.Sheet(trained.Normalize.ToPicture(image), Some(layers)), parsed);
        });
        return command;
    }

    private static List<LayerMaps> Some(IReadOnlyList<LayerMaps> layers) => layers.Count <= UsualLayers
        ? [.. layers]
        : [.. Enumerable.Range(0, UsualLayers).Select(i => layers[i * (layers.Count - 1) / (UsualLayers - 1)])];
}
