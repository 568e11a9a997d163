using System.CommandLine;
using Striate.Cli.Commands;
using Striate.Cli.Commands.See;

namespace Striate.Cli;

/// <summary>The striate command.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var root = new RootCommand("Striate trains, runs and explains convolutional networks.")
        {
            TrainCommand.Create(),
            EvalCommand.Create(),
            PredictCommand.Create(),
            ModelsCommand.Create(),
            SeeCommand.Create(),
            DreamCommand.Create(),
            StyleCommand.Create(),
            StyleNetCommand.Create(),
            HistoryCommand.Create(),
            SummaryCommand.Create(),
            ShapeCommand.Create(),
            DataCommand.Create(),
            DoctorCommand.Create(),
        };
        return CommandLine.Run(root, args);
    }
}
