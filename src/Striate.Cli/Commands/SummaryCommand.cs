using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Striate.Data;
using Striate.Networks;
using Striate.Training;

namespace Striate.Cli.Commands;

/// <summary>striate summary: what a network costs and sees, layer by layer.</summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "Name of a network, or a run folder." };
        var input = new Option<string?>("--input") { Description = "Channels x height x width of one image; by default the network's own." };
        var classes = new Option<int?>("--classes") { Description = "Number of classes; by default the network's own." };
        var command = new Command("summary", "Output shapes, parameters, multiply-adds, memory and receptive fields of a network.") { model, input, classes };
        command.SetAction(parsed => Run(parsed.GetValue(model)!, parsed.GetValue(input), parsed.GetValue(classes)));
        return command;
    }

    private static int Run(string name, string? input, int? classes)
    {
        if (Directory.Exists(name))
        {
            RunFolder.Check(name);
            var description = NetworkDescription.Read(Path.Combine(name, "model.json"));
            (name, input, classes) = (description.Model, input ?? string.Join('x', description.Input), classes ?? description.Classes.Count);
        }

        var model = Names.Model(name);
        if (classes < 1)
        {
            throw new UsageException($"--classes {classes}: a network needs at least one class.");
        }

        var (c, h, w) = input is null ? (model.Input[0], model.Input[1], model.Input[2]) : Dimensions.ParseChannelsHeightWidth(input);
        var network = model.Build(classes ?? model.Classes, [c, h, w]);
        Print(model.Name, Summary.Of(network, [c, h, w]));
        return CommandLine.Done;
    }

    private static void Print(string name, Summary summary)
    {
        var table = new WideTable(
            ("layer", false), ("kind", false), ("output", false), ("parameters", true), ("multiply-adds", true), ("memory", true),
            ("sees", true), ("every", true), ("centre", true), ("left out", false));
        foreach (var row in summary.Rows)
        {
            table.Add(
                row.Path, row.Kind, string.Join('x', row.Output.Skip(1)),
                row.Parameters == 0 ? "" : Number(row.Parameters),
                row.MultiplyAdds == 0 ? "" : Number(row.MultiplyAdds),
                Bytes(row.Bytes),
                Pair(row.Rows.Size, row.Columns.Size),
                row.Rows.Stride == 0 ? "" : Pair(row.Rows.Stride, row.Columns.Stride),
                Pair(row.Rows.Centre, row.Columns.Centre),
                LeftOut(row));
        }

        Screen.Write(table);
        Screen.Out.WriteLine(
            $"{name}, input {string.Join('x', summary.Input)}: {Number(summary.Parameters)} parameters, {Number(summary.MultiplyAdds)} multiply-adds, "
            + $"{Bytes(summary.Bytes)} of activations an image, {Bytes(summary.Parameters * sizeof(float))} of weights.");
        Screen.Out.WriteLine("sees, every, centre: pixels that one unit sees, between neighbouring units, and where the first unit's field is centred.");
    }

    private static string LeftOut(SummaryRow row) => (row.RowsLeftOut, row.ColumnsLeftOut) switch
    {
        (0, 0) => "",
        var (rows, columns) => $"{rows} row{(rows == 1 ? "" : "s")}, {columns} column{(columns == 1 ? "" : "s")}",
    };

    private static string Pair<T>(T rows, T columns)
        where T : IFormattable, IEquatable<T> =>
        rows.Equals(columns) ? rows.ToString(null, CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{rows}x{columns}");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Bytes(long bytes) => bytes switch
    {
        < 10_000 => $"{bytes} B",
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
    };
}
