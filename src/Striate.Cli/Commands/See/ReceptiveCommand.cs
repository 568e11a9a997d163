using System.CommandLine;
using Striate.Data;
using Striate.Insight;
using Striate.Networks;

namespace Striate.Cli.Commands.See;

/// <summary>striate see receptive: what the units of a layer see of a picture.</summary>
internal static class ReceptiveCommand
{
    private const int UsualLayers = 6;
    private const int Paper = 235;

    public static Command Create()
    {
        var seen = new SeenNetwork("The layer; by default some convolutions from all over the network.", "receptive.png");
        var picture = new Argument<string?>("picture") { Description = "A picture file to draw on; by default blank paper.", Arity = ArgumentArity.ZeroOrOne };
        var samples = CountOption.Create("--samples", "Images of noise that are measured.", 20);
        var seed = new Option<ulong>("--seed") { Description = "Decides them.", DefaultValueFactory = _ => 1 };
        var command = seen.Command("receptive", "The receptive field of a layer, in theory and in effect.", picture, samples, seed);
        command.SetAction(parsed =>
        {
            var count = CountOption.Read(samples, parsed);
            var trained = seen.Load(parsed);
            List<Module> layers = seen.Layer(trained, parsed) is { } layer ? [layer] : Names.Convolutions(trained.Network, UsualLayers);
            var ground = parsed.GetValue(picture) is { } file ? trained.Normalize.ToPicture(SeenNetwork.Image(trained, file)) : Blank(trained.Description.Input);
            var fields = StepProgress.Run("receptive fields", count * layers.Count, (step, cancel) => layers.Select((module, i) => EffectiveField.Of(
                trained.Network, [.. trained.Description.Input], module, count, parsed.GetValue(seed), done => step((i * count) + done), cancel)).ToList());
            foreach (var field in fields)
            {
                Console.WriteLine($"{field.Layer}: {ReceptiveFields.Describe(field)}");
            }

            seen.Write(ReceptiveFields.Sheet(ground, fields), parsed);
        });
        return command;
    }

    private static Picture Blank(IReadOnlyList<int> input)
    {
        var picture = new Picture(input[1], input[2], 3);
        picture.WritablePixels.Fill(Paper);
        return picture;
    }
}
