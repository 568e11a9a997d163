using System.CommandLine;
using Striate.Insight;
using Striate.Networks;

namespace Striate.Cli.Commands.See;

/// <summary>striate see filters: the filter bank of a layer.</summary>
internal static class FiltersCommand
{
    public static Command Create()
    {
        var seen = new SeenNetwork("The convolution; by default the one that sees the picture itself.", "filters.png");
        var command = seen.Command("filters", "The filters of a convolution as a sheet.");
        command.SetAction(parsed =>
        {
            var trained = seen.Load(parsed);
            var layer = seen.Layer(trained, parsed) ?? Filters.First(trained.Network) ?? throw new UsageException("The network has no convolutions, and so no filters to see.");
            seen.Write(
                Filters.Sheet(layer as Conv2d ?? throw new UsageException($"{layer} has no filters. Name a convolution; 'striate summary' lists the layers.")), parsed);
        });
        return command;
    }
}
