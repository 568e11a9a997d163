using System.CommandLine;

namespace Striate.Cli.Commands.See;

/// <summary>striate see: what a network has learned, as pictures.</summary>
internal static class SeeCommand
{
    public static Command Create() => new("see", "Looks inside a network: what it has learned, and what it makes of a picture.")
    {
        FiltersCommand.Create(),
        MapsCommand.Create(),
        FeaturesCommand.Create(),
        SaliencyCommand.Create(),
        ReceptiveCommand.Create(),
        EmbedCommand.Create(),
        InvertCommand.Create(),
        AttackCommand.Create(),
        InsideReportCommand.Create(),
    };
}
