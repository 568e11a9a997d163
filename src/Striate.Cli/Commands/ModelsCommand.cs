using System.CommandLine;
using System.Globalization;
using Striate.Networks;
using Striate.Training;

namespace Striate.Cli.Commands;

/// <summary>striate models: the networks that the library knows by name, and what they cost.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Prints one JSON object a network." };
        var command = new Command("models", "The networks there are: parameters, multiply-adds, usual input, paper.") { json };
        command.SetAction(parsed => Run(parsed.GetValue(json)));
        return command;
    }

    private static int Run(bool json)
    {
        if (json)
        {
            foreach (var model in ModelCatalog.All)
            {
                WriteJson(model, Cost(model));
            }

            return CommandLine.Done;
        }

        var table = new WideTable(("model", false), ("parameters", true), ("multiply-adds", true), ("input", false), ("paper", false));
        foreach (var model in ModelCatalog.All)
        {
            var cost = Cost(model);
            table.Add(
                model.Name, cost.Parameters.ToString("N0", CultureInfo.InvariantCulture), Short(cost.MultiplyAdds), string.Join('x', model.Input), model.Paper + (model.LabelsPixels ? " *" : ""));
        }

        Screen.Write(table);
        Console.WriteLine("* labels every pixel: for use in C#; train, eval and predict do not take it.");
        Console.WriteLine("For one image of the usual input and the usual number of classes.");
        Console.WriteLine($"Layer by layer: {Invocation.Of("summary MODEL")}");
        return CommandLine.Done;
    }

    private static Summary Cost(ModelInfo model) => Summary.Of(model.Build(model.Classes, model.Input), model.Input);

    private static string Short(long count) => count >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{count / 1e9:0.00} G")
        : string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0.00} M");

    private static void WriteJson(ModelInfo model, Summary cost) => new RunLog(every: 1, Console.Out).Write("model", json =>
    {
        json.WriteString("model", model.Name);
        json.WriteNumber("parameters", cost.Parameters);
        json.WriteNumber("multiplyAdds", cost.MultiplyAdds);
        json.WriteStartArray("input");
        foreach (var size in model.Input)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteNumber("classes", model.Classes);
        json.WriteBoolean("labelsPixels", model.LabelsPixels);
        json.WriteString("paper", model.Paper);
    });
}
