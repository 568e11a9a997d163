using System.Globalization;

namespace Striate.Insight;

/// <summary>A method by its name, with usual settings.</summary>
public sealed class SaliencyMethod
{
    private const int Samples = 32;
    private const int FewestSteps = 64;
    private const int MostSteps = 512;
    private const double Complete = 0.01;

    private readonly Func<SaliencyQuestion, SaliencyMap> _ask;

    private SaliencyMethod(string name, Func<SaliencyQuestion, SaliencyMap> ask) => (Name, _ask) = (name, ask);

    /// <summary>All methods.</summary>
    public static IReadOnlyList<SaliencyMethod> All { get; } =
    [
        new("gradient", q => new("gradient", "", Saliency.Gradient(q.Network, q.Image, q.Target))),
        new("gradient-input", q => new("gradient × input", "", Saliency.GradientTimesInput(q.Network, q.Image, q.Target))),
        new("smoothgrad", SmoothGrad),
        new("integrated", Integrated),
        new("guided", q => new("guided backpropagation", "", Saliency.GuidedBackpropagation(q.Network, q.Image, q.Target))),
        new("deconvolution", Deconvolution),
        new("gradcam", q => new("Grad-CAM", At(q), Saliency.GradCam(q.Network, q.Image, q.Target, q.Layer))),
        new("gradcam++", q => new("Grad-CAM++", At(q), Saliency.GradCamPlusPlus(q.Network, q.Image, q.Target, q.Layer))),
        new("guided-gradcam", q => new("guided Grad-CAM", At(q), Saliency.GuidedGradCam(q.Network, q.Image, q.Target, q.Layer))),
        new("occlusion", Occlusion),
        new("relevance", q => Shared("relevance (LRP α2 β1)", "score", Saliency.Relevance(q.Network, q.Image, q.Target))),
    ];

    /// <summary>The word by which it is called.</summary>
    public string Name { get; }

    /// <summary>Asks it.</summary>
    /// <param name="question">The network, the image and the class.</param>
    /// <exception cref="ArgumentException">The network has not what the method looks at.</exception>
    /// <exception cref="OperationCanceledException">It was ended before it had an answer.</exception>
    public SaliencyMap Ask(SaliencyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        question.Cancel.ThrowIfCancellationRequested();
        var map = _ask(question);
        question.Progress(1);
        return map;
    }

    /// <summary>Asks several, one after the other. Whoever ends it early gets the maps that are there.</summary>
    /// <param name="methods">Which.</param>
    /// <param name="question">The network, the image and the class; its progress is that of all.</param>
    /// <returns>The maps, and of each method that does not fit the network its name and the reason.</returns>
    /// <exception cref="OperationCanceledException">It was ended before there was a map.</exception>
    public static (IReadOnlyList<SaliencyMap> Maps, IReadOnlyList<string> LeftOut) AskAll(IReadOnlyList<SaliencyMethod> methods, SaliencyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(methods);
        ArgumentNullException.ThrowIfNull(question);
        List<SaliencyMap> maps = [];
        List<string> leftOut = [];
        foreach (var method in methods)
        {
            var before = maps.Count + leftOut.Count;
            try
            {
                maps.Add(method.Ask(question with { Progress = share => question.Progress((before + share) / methods.Count) }));
            }
            catch (Exception error) when (error is ArgumentException or NotSupportedException)
            {
                leftOut.Add($"{method.Name}: {error.Message}");
            }
            catch (OperationCanceledException) when (maps.Count > 0)
            {
                break;
            }
        }

        return (maps, leftOut);
    }

    private static string At(SaliencyQuestion q) => q.Layer is null ? "" : $"of {q.Layer.Path}";

    private static SaliencyMap SmoothGrad(SaliencyQuestion q) => new(
        "SmoothGrad", $"{Samples} copies with noise",
        Saliency.SmoothGrad(q.Network, q.Image, q.Target, Samples, seed: q.Seed, step: done => q.Progress((double)done / Samples), cancel: q.Cancel));

    // As many steps as it takes to be complete.
    private static SaliencyMap Integrated(SaliencyQuestion q)
    {
        // Nobody knows how many rounds it takes: each gets half of the bar that is left.
        for (var (steps, left) = (FewestSteps, 1.0); ; (steps, left) = (2 * steps, left / 2))
        {
            var (all, before) = (steps, left);
            var shares = Saliency.IntegratedGradients(
                q.Network, q.Image, q.Target, steps: all, step: done => q.Progress(1 - before + (before / 2 * done / all)), cancel: q.Cancel);
            if (shares.Error <= Complete || steps >= MostSteps)
            {
                return Shared("integrated gradients", "difference", shares);
            }
        }
    }

    // What is negative in all of a layer ends the way back.
    private static SaliencyMap Deconvolution(SaliencyQuestion q)
    {
        var map = Saliency.Deconvolution(q.Network, q.Image, q.Target);
        return new("deconvolution", map.Span.ContainsAnyExcept(0f) ? "" : "nothing positive gets back to the picture", map);
    }

    private static SaliencyMap Occlusion(SaliencyQuestion q) => new("occlusion", "how much the score falls", Saliency.Occlusion(
        q.Network, q.Image, q.Target, step: (done, of) => q.Progress((double)done / of), cancel: q.Cancel));

    private static SaliencyMap Shared(string method, string what, Attribution shares) => new(
        method, string.Create(CultureInfo.InvariantCulture, $"sum {shares.Sum:G4}, {what} {shares.Expected:G4} ({shares.Error:0.00%} off)").Replace('-', '−'), shares.Values);
}
