using System.CommandLine;
using Striate.Reports;

namespace Striate.Cli.Commands.See;

/// <summary>striate see report: all of it on one page.</summary>
internal static class InsideReportCommand
{
    public static Command Create()
    {
        var seen = new SeenNetwork(layer: null, "inside.html", "The HTML file to write.");
        var picture = new Argument<string>("picture") { Description = "A picture file." };
        var seed = new Option<ulong>("--seed") { Description = "Decides everything random.", DefaultValueFactory = _ => 1 };
        var command = seen.Command("report", "The filters, maps, reasons, fields, features and more of a network and a picture, on one page.", picture, seed);
        command.SetAction(parsed =>
        {
            var trained = seen.Load(parsed);
            var file = parsed.GetValue(picture)!;
            var report = new InsideReport(
                trained.Description.Model, trained.Network, trained.Normalize, trained.Description.Classes, SeenNetwork.Image(trained, file), Path.GetFileNameWithoutExtension(file))
            {
                Seed = parsed.GetValue(seed),
            };
            var page = seen.File(parsed);
            StepProgress.Run("looking inside", 1000, (step, cancel) =>
            {
                report.Write(page, share => step((int)(1000 * share)), cancel);
                return page;
            });
            Console.WriteLine(page);
        });
        return command;
    }
}
