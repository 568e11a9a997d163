using System.CommandLine;
using System.Globalization;
using Striate.Insight;

namespace Striate.Cli.Commands.See;

/// <summary>striate see attack: how little it takes to change the answer.</summary>
internal static class AttackCommand
{
    // Doublings and halvings, for the bar.
    private const int UsualTries = 12;

    private static readonly Dictionary<string, AttackMethod> Methods = new()
    {
        ["fgsm"] = AttackMethod.FastGradientSign,
        ["pgd"] = AttackMethod.ProjectedGradientDescent,
    };

    public static Command Create()
    {
        var seen = new SeenNetwork(layer: null, "attack.png");
        var picture = new Argument<string>("picture") { Description = "A picture file." };
        var method = new Option<string>("--method") { Description = "fgsm, one step, or pgd, many.", DefaultValueFactory = _ => "pgd" };
        var steps = CountOption.Create("--steps", "Steps of pgd.", 10);
        var seed = new Option<ulong>("--seed") { Description = "Decides where pgd starts.", DefaultValueFactory = _ => 1 };
        var command = seen.Command("attack", "The least change of a picture that changes the answer.", picture, method, steps, seed);
        command.SetAction(parsed =>
        {
            var way = Methods[Names.OneOf("method", parsed.GetValue(method)!, [.. Methods.Keys])];
            var count = CountOption.Read(steps, parsed);
            var trained = seen.Load(parsed);
            var image = SeenNetwork.Image(trained, parsed.GetValue(picture)!);
            var example = StepProgress.Run("attack", UsualTries, (step, cancel) =>
                Attack.Smallest(trained.Network, image, trained.Normalize, way, count, parsed.GetValue(seed), step, cancel))
                ?? throw new InvalidOperationException("The attack found no change that makes another answer. Try --method pgd with more --steps.");
            var classes = trained.Description.Classes;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{classes[example.Before]} {example.BeforeProbability:0.0%} becomes {classes[example.After]} {example.AfterProbability:0.0%} by {example.Epsilon:0.##} steps of 1/255"));
            if (!example.IsKeptByFiles)
            {
                Console.WriteLine("That is less than half a step: rounded to whole pixels, as a file stores them, the change is gone.");
            }

            seen.Write(AttackSheet.Draw(image, example, trained.Normalize, classes), parsed);
        });
        return command;
    }
}
