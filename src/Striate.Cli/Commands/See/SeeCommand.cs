using System.CommandLine;

namespace Striate.Cli.Commands.See;

/// <summary>striate see: what a network has learned, as pictures.</summary>
internal static class SeeCommand
{
    public static Command Create() => new("see", "Looks inside a network: what it has learned, and what it makes of a picture.")
    {
        FeaturesCommand.Create(),
        FiltersCommand.Create(),
        InvertCommand.Create(),
        MapsCommand.Create(),
        SaliencyCommand.Create(),
        ReceptiveCommand.Create(),
        AttackCommand.Create(),
    };
}
