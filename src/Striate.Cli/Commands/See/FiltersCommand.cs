using System.CommandLine;
using System.Globalization;
using Striate.Insight;
using Striate.Networks;

namespace Striate.Cli.Commands.See;

/// <summary>striate see filters: the filter bank of a layer.</summary>
internal static class FiltersCommand
{
    public static Command Create()
    {
        var order = new Option<string>("--order")
        {
            Description = "orientation, strength or index; by default orientation for a first layer of 5x5 or more, else strength.",
        };
        var table = new Option<bool>("--table") { Description = "Prints the measured orientation, frequency and size of each filter of a first layer." };
        var seen = new SeenNetwork("The convolution; by default the one that sees the picture itself.", "filters.png");
        var command = seen.Command("filters", "The filters of a convolution as a sheet, with orientation and frequency of those that see the picture itself.", order, table);
        command.SetAction(parsed =>
        {
            var trained = seen.Load(parsed);
            var first = Filters.First(trained.Network) ?? throw new UsageException("The network has no convolutions, and so no filters to see.");
            var layer = seen.Layer(trained, parsed) ?? first;
            var conv = layer as Conv2d ?? throw new UsageException($"{layer} has no filters. Name a convolution; 'striate summary' lists the layers.");
            var isMeasured = conv == first && GaborFit.IsPossible(conv);
            var by = parsed.GetValue(order) is { } name ? Names.OneOf("order", name, ["orientation", "strength", "index"]) : isMeasured ? "orientation" : "strength";
            if (!isMeasured && (by == "orientation" || parsed.GetValue(table)))
            {
                throw new UsageException(
                    $"{conv}: orientations are measured in the first convolution alone, of 1 or 3 channels and {GaborFit.LeastSide}x{GaborFit.LeastSide} pixels or more.");
            }

            var fits = isMeasured ? GaborFit.Of(conv) : [];
            Tell(conv, fits);
            if (parsed.GetValue(table))
            {
                Screen.Write(Table(fits));
            }

            seen.Write(by == "orientation" ? GaborSheet.Draw(conv, fits) : Filters.Sheet(conv, by == "index" ? FilterOrder.Index : FilterOrder.Strength), parsed);
        });
        return command;
    }

    private static void Tell(Conv2d conv, IReadOnlyList<GaborFit> fits)
    {
        var oriented = fits.Where(fit => fit.IsOriented).ToList();
        if (fits.Count > 0)
        {
            var middle = oriented.Count > 0
                ? $"; half of them above {oriented.Select(fit => fit.Frequency).Order().ElementAt(oriented.Count / 2).ToString("0.00", CultureInfo.InvariantCulture)} cycles per pixel"
                : "";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{oriented.Count} of {fits.Count} filters ({(double)oriented.Count / fits.Count:0%}) are oriented edges or bars, by the Gabor function nearest to each{middle}. Of filters of noise, {GaborFit.ShareByChance(conv):0%} would be."));
        }
    }

    private static WideTable Table(IReadOnlyList<GaborFit> fits)
    {
        var table = new WideTable(
            ("filter", true), ("orientation, °", true), ("cycles per pixel", true), ("phase, °", true), ("length, pixels", true), ("width, pixels", true), ("explained", true),
            ("selectivity", true), ("oriented", false));
        foreach (var fit in fits)
        {
            table.Add(
                $"{fit.Filter}", Text(fit.Orientation, "0"), Text(fit.Frequency, "0.000"), Text(fit.Phase, "0"), Text(fit.Length, "0.0"), Text(fit.Width, "0.0"), Text(fit.Explained, "0%"),
                Text(fit.Selectivity, "0.00"), fit.IsOriented ? "yes" : "");
        }

        return table;
    }

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
