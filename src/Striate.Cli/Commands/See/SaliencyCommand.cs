using System.CommandLine;
using System.Globalization;
using Striate.Insight;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Cli.Commands.See;

/// <summary>striate see saliency: which parts of a picture speak for a class.</summary>
internal static class SaliencyCommand
{
    private const string All = "all";
    private const int Samples = 32;
    private const int FewestSteps = 64;
    private const int MostSteps = 512;
    private const double Complete = 0.01;

    private static readonly Dictionary<string, Func<Question, SaliencyMap>> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gradient"] = q => new("gradient", "", Saliency.Gradient(q.Network, q.Image, q.Target)),
        ["gradient-input"] = q => new("gradient × input", "", Saliency.GradientTimesInput(q.Network, q.Image, q.Target)),
        ["smoothgrad"] = SmoothGrad,
        ["integrated"] = Integrated,
        ["guided"] = q => new("guided backpropagation", "", Saliency.GuidedBackpropagation(q.Network, q.Image, q.Target)),
        ["deconvolution"] = Deconvolution,
        ["gradcam"] = q => new("Grad-CAM", q.At, Saliency.GradCam(q.Network, q.Image, q.Target, q.Layer)),
        ["gradcam++"] = q => new("Grad-CAM++", q.At, Saliency.GradCamPlusPlus(q.Network, q.Image, q.Target, q.Layer)),
        ["guided-gradcam"] = q => new("guided Grad-CAM", q.At, Saliency.GuidedGradCam(q.Network, q.Image, q.Target, q.Layer)),
        ["occlusion"] = Occlusion,
        ["relevance"] = q => Shared("relevance (LRP α2 β1)", "score", Saliency.Relevance(q.Network, q.Image, q.Target)),
    };

    public static Command Create()
    {
        var seen = new SeenNetwork("The layer of Grad-CAM; by default the last that has places.", "saliency.png");
        var picture = new Argument<string>("picture") { Description = "A picture file." };
        var method = new Option<string>("--method") { Description = $"One of {string.Join(", ", Methods.Keys)}; or {All} on one sheet.", DefaultValueFactory = _ => "gradcam" };
        var target = new Option<string?>("--class") { Description = "The class to ask for, by its name or its number from 0; by default the network's answer." };
        var seed = new Option<ulong>("--seed") { Description = "Decides the noise of SmoothGrad." };
        var command = seen.Command("saliency", "Which parts of a picture speak for a class.", picture, method, target, seed);
        command.SetAction(parsed =>
        {
            var name = Names.OneOf("method", parsed.GetValue(method)!, [.. Methods.Keys, All]);
            var trained = seen.Load(parsed);
            var layer = seen.Layer(trained, parsed);
            var asked = parsed.GetValue(target) is { } text ? Names.Class(trained.Description.Classes, text) : (int?)null;
            var image = trained.Prepare(parsed.GetValue(picture)!);
            var probabilities = Probabilities.Of(trained.Network, image);
            var place = asked ?? Saliency.Answer(trained.Network, image);
            var answer = string.Create(CultureInfo.InvariantCulture, $"{trained.Description.Classes[place]} {probabilities[place]:0.0%}");
            var question = new Question(trained.Network, image, place, layer, parsed.GetValue(seed));
            var maps = Methods.Where(m => name == All || m.Key == name).Select(m => m.Value(question)).ToList();
            Console.WriteLine(answer);
            foreach (var map in maps.Where(map => map.Note.Length > 0))
            {
                Console.WriteLine($"{map.Method}: {map.Note}");
            }

            seen.Write(Saliency.Sheet(trained.Normalize.ToPicture(image), answer, maps), parsed);
        });
        return command;
    }

    private static SaliencyMap SmoothGrad(Question q) => new("SmoothGrad", $"{Samples} copies with noise", SeeProgress.Run(
        "SmoothGrad", Samples, (step, cancel) => Saliency.SmoothGrad(q.Network, q.Image, q.Target, Samples, seed: q.Seed, step: step, cancel: cancel)));

    // As many steps as it takes to be complete.
    private static SaliencyMap Integrated(Question q)
    {
        for (var steps = FewestSteps; ; steps *= 2)
        {
            var shares = SeeProgress.Run("integrated gradients", steps, (step, cancel) =>
                Saliency.IntegratedGradients(q.Network, q.Image, q.Target, steps: steps, step: step, cancel: cancel));
            if (shares.Error <= Complete || steps >= MostSteps)
            {
                return Shared("integrated gradients", "difference", shares);
            }
        }
    }

    // What is negative in all of a layer ends the way back.
    private static SaliencyMap Deconvolution(Question q)
    {
        var map = Saliency.Deconvolution(q.Network, q.Image, q.Target);
        return new("deconvolution", map.Span.ContainsAnyExcept(0f) ? "" : "nothing positive gets back to the picture", map);
    }

    private static SaliencyMap Occlusion(Question q) => new("occlusion", "how much the score falls", SeeProgress.Run("occlusion", 100, (step, cancel) =>
        Saliency.Occlusion(q.Network, q.Image, q.Target, step: (done, of) => step(100 * done / of), cancel: cancel)));

    private static SaliencyMap Shared(string method, string what, Attribution shares) => new(
        method, string.Create(CultureInfo.InvariantCulture, $"sum {shares.Sum:G4}, {what} {shares.Expected:G4} ({shares.Error:0.00%} off)").Replace('-', '−'), shares.Values);

    private sealed record Question(Module Network, Tensor Image, int Target, Module? Layer, ulong Seed)
    {
        public string At => Layer is null ? "" : $"of {Layer.Path}";
    }
}
