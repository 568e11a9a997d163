using System.CommandLine;
using System.Globalization;
using Striate.Insight;

namespace Striate.Cli.Commands.See;

/// <summary>striate see saliency: which parts of a picture speak for a class.</summary>
internal static class SaliencyCommand
{
    private const string All = "all";
    private const int Thousand = 1000;

    public static Command Create()
    {
        var names = SaliencyMethod.All.Select(m => m.Name).ToList();
        var seen = new SeenNetwork("The layer of Grad-CAM; by default the last that has places.", "saliency.png");
        var picture = new Argument<string>("picture") { Description = "A picture file." };
        var method = new Option<string>("--method") { Description = $"One of {string.Join(", ", names)}; or {All} on one sheet.", DefaultValueFactory = _ => "gradcam" };
        var target = new Option<string?>("--class") { Description = "The class to ask for, by its name or its number from 0; by default the network's answer." };
        var seed = new Option<ulong>("--seed") { Description = "Decides the noise of SmoothGrad.", DefaultValueFactory = _ => 1 };
        var command = seen.Command("saliency", "Which parts of a picture speak for a class.", picture, method, target, seed);
        command.SetAction(parsed =>
        {
            var name = Names.OneOf("method", parsed.GetValue(method)!, [.. names, All]);
            var trained = seen.Load(parsed);
            var layer = seen.Layer(trained, parsed);
            var asked = parsed.GetValue(target) is { } text ? Names.Class(trained, text) : (int?)null;
            var image = SeenNetwork.Image(trained, parsed.GetValue(picture)!);
            var probabilities = Probabilities.Of(trained.Network, image);
            var place = asked ?? Array.IndexOf(probabilities, probabilities.Max());
            var answer = string.Create(CultureInfo.InvariantCulture, $"{trained.Description.Classes[place]} {probabilities[place]:0.0%}");
            var question = new SaliencyQuestion(trained.Network, image, place) { Layer = layer, Seed = parsed.GetValue(seed) };
            var one = SaliencyMethod.All.FirstOrDefault(m => m.Name == name);
            var (maps, leftOut) = StepProgress.Run("saliency", Thousand, (report, cancel) =>
            {
                var asking = question with { Progress = share => report((int)(share * Thousand)), Cancel = cancel };
                return one is null ? SaliencyMethod.AskAll(SaliencyMethod.All, asking) : ([one.Ask(asking)], []);
            });
            Console.WriteLine(answer);
            foreach (var map in maps.Where(map => map.Note.Length > 0))
            {
                Console.WriteLine($"{map.Method}: {map.Note}");
            }

            foreach (var reason in leftOut)
            {
                Console.WriteLine($"left out, {reason}");
            }

            seen.Write(Saliency.Sheet(trained.Normalize.ToPicture(image), answer, maps), parsed);
        });
        return command;
    }
}
