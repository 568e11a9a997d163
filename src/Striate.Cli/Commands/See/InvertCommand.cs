using System.CommandLine;
using System.Globalization;
using Striate.Data;
using Striate.Insight;
using Striate.Networks;

namespace Striate.Cli.Commands.See;

/// <summary>striate see invert: a picture rebuilt from the features of layers.</summary>
internal static class InvertCommand
{
    private const int UsualLayers = 7;

    public static Command Create()
    {
        var seen = new SeenNetwork("The layer; by default some convolutions from all over the network.", "inverted.png");
        var picture = new Argument<string>("picture") { Description = "A picture file." };
        var steps = new Option<int>("--steps") { Description = "Steps of gradient descent.", DefaultValueFactory = _ => 256 };
        var seed = new Option<ulong>("--seed") { Description = "Decides the start.", DefaultValueFactory = _ => 1 };
        var command = seen.Command("invert", "A picture rebuilt from what layers make of it: what they keep.", picture, steps, seed);
        command.SetAction(parsed =>
        {
            var options = new InversionOptions { Steps = parsed.GetValue(steps), Seed = parsed.GetValue(seed) };
            if (options.Steps < 1)
            {
                throw new UsageException($"--steps is {options.Steps}; expected 1 or more.");
            }

            var trained = seen.Load(parsed);
            List<Module> layers = seen.Layer(trained, parsed) is { } layer ? [layer] : Names.Convolutions(trained.Network, UsualLayers);
            var image = SeenNetwork.Image(trained, parsed.GetValue(picture)!);
            var rebuilt = StepProgress.Run("rebuilding", layers.Count * options.Steps, (onStep, cancel) =>
            {
                var found = new List<Feature> { new("the picture", [trained.Normalize.ToPicture(image)], []) };
                foreach (var module in layers.TakeWhile((_, i) => i == 0 || !cancel.IsCancellationRequested))
                {
                    var done = (found.Count - 1) * options.Steps;
                    var inverted = FeatureInversion.Of(trained.Network, module.Path, image, trained.Normalize, options, step => onStep(done + step), cancel);
                    var label = string.Create(CultureInfo.InvariantCulture, $"{module.Path}: relative error {inverted.Error:0.000}");
                    Console.WriteLine(label);
                    found.Add(new Feature(label, [trained.Normalize.ToPicture(inverted.Image)], []));
                }

                return found;
            });
            seen.Write(FeatureSheet.DrawRebuilt(rebuilt), parsed);
        });
        return command;
    }
}
