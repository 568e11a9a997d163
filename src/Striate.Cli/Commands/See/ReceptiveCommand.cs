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
        var samples = new Option<int>("--samples") { Description = "Images of noise that are measured.", DefaultValueFactory = _ => 20 };
        var seed = new Option<ulong>("--seed") { Description = "Decides them." };
        var command = seen.Command("receptive", "The receptive field of a layer, in theory and in effect.", picture, samples, seed);
        command.SetAction(parsed =>
        {
            var count = parsed.GetValue(samples);
            if (count < 1)
            {
                throw new UsageException($"--samples {count}: give a number of at least 1.");
            }

            var trained = seen.Load(parsed);
            var layers = seen.Layer(trained, parsed) is { } layer ? [layer] : Some([.. trained.Network.Modules().Where(module => module is Conv2d)]);
            var ground = parsed.GetValue(picture) is { } file ? trained.Normalize.ToPicture(trained.Prepare(file)) : Blank(trained.Description.Input);
            var fields = SeeProgress.Run("receptive fields", count * layers.Count, (step, cancel) => layers.Select((module, i) => EffectiveField.Of(
                trained.Network, [.. trained.Description.Input], module, count, parsed.GetValue(seed), done => step((i * count) + done), cancel)).ToList());
            foreach (var field in fields)
            {
                Console.WriteLine($"{field.Layer}: {ReceptiveFields.Describe(field)}");
            }

            seen.Write(ReceptiveFields.Sheet(ground, fields), parsed);
        });
        return command;
    }

    private static List<Module> Some(List<Module> layers) => layers.Count switch
    {
        0 => throw new UsageException("The network has no convolutions, and so no receptive fields."),
        <= UsualLayers => layers,
        _ => [.. Enumerable.Range(0, UsualLayers).Select(i => layers[i * (layers.Count - 1) / (UsualLayers - 1)])],
    };

    private static Picture Blank(IReadOnlyList<int> input)
    {
        var picture = new Picture(input[1], input[2], 3);
        picture.WritablePixels.Fill(Paper);
        return picture;
    }
}
