using System.Globalization;
using Striate.Data;
using Striate.Insight;
using Striate.Networks;
using Striate.Tensors;
using static Striate.Reports.ReportText;

namespace Striate.Reports;

/// <summary>
/// What a network has learned and what it makes of one picture, on one page: its filters, maps, what speaks for its answer, what its units see,
/// look for and keep, and how little changes its mind.
/// </summary>
/// <param name="Name">The network's name.</param>
/// <param name="Network">Gives scores of classes.</param>
/// <param name="Normalize">How pixels become numbers.</param>
/// <param name="Classes">Names of the classes.</param>
/// <param name="Image">The picture as the network takes it, shape [1, C, H, W].</param>
/// <param name="PictureName">What the picture is called.</param>
public sealed record InsideReport(string Name, Module Network, Normalize Normalize, IReadOnlyList<string> Classes, Tensor Image, string PictureName)
{
    private const int MostLayers = 4;
    private const int Best = 5;
    private const int Samples = 10;
    private const int Steps = 128;

    private static readonly string[] Methods = ["gradcam", "guided-gradcam", "smoothgrad", "integrated", "occlusion", "relevance"];

    /// <summary>Decides everything random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Makes the page and writes it.</summary>
    /// <param name="path">The file, of the ending .html.</param>
    /// <param name="progress">Is told how much is done, from 0 to 1.</param>
    /// <param name="cancel">Ends it with the sections that are there.</param>
    /// <exception cref="Kernels.ShapeException">The network gives no scores of classes.</exception>
    /// <exception cref="ArgumentException">It has no convolutions.</exception>
    /// <exception cref="IOException">The page cannot be written.</exception>
    public void Write(string path, Action<double>? progress = null, CancellationToken cancel = default)
    {
        progress ??= _ => { };
        if (Insight.Filters.First(Network) is not { } first)
        {
            throw new ArgumentException($"{Name} has no convolutions, and so nothing for this page to see.");
        }

        var probabilities = Probabilities.Of(Network, Image);
        int[] answers = [.. Enumerable.Range(0, probabilities.Length).OrderByDescending(i => probabilities[i])];
        (double Weight, Func<Action<double>, PageSection> Make)[] stages =
        [
            (2, _ => SeeFilters(first)),
            (1, _ => SeeMaps()),
            (10, done => SeeReasons(answers[0], probabilities[answers[0]], done, cancel)),
            (6, done => SeeFields(done, cancel)),
            (40, done => SeeFeatures(done, cancel)),
            (40, done => SeeWhatIsKept(done, cancel)),
            (4, done => SeeAttack(done, cancel)),
        ];
        List<PageSection> sections = [];
        var (all, before) = (stages.Sum(stage => stage.Weight), 0.0);
        try
        {
            foreach (var (weight, make) in stages)
            {
                cancel.ThrowIfCancellationRequested();
                var start = before;
                sections.Add(make(share => progress((start + (weight * share)) / all)));
                before += weight;
                progress(before / all);
            }
        }
        catch (OperationCanceledException) when (sections.Count > 0)
        {
        }

        new Page($"Inside {Name}", PictureName, [Picture(), Answers(answers, probabilities)], sections)
        {
            Result = new PageFact($"sure that it is {Classes[answers[0]]}", Percent(probabilities[answers[0]], 1)),
        }.Write(path);
    }

    private PageFigure Picture()
    {
        var picture = Normalize.ToPicture(Image);
        var side = Math.Max(picture.Height, picture.Width);
        var zoom = Math.Max(1, 280 / side);
        return new PageFigure("picture", Imaging.PictureFile.ToPng(picture), picture.Width * zoom, picture.Height * zoom, PictureName, "The picture as the network sees it.");
    }

    private PageTable Answers(int[] answers, float[] probabilities) => new(
        ["Answer"], ["Probability"], [.. answers.Take(Best).Select(i => (IReadOnlyList<string>)[Classes[i], Percent(probabilities[i], 1)])]);

    private static PageSection SeeFilters(Conv2d first)
    {
        if (!GaborFit.IsPossible(first))
        {
            return new("What the first layer looks for", PageFigure.Of(
                "filters", Insight.Filters.Sheet(first, FilterOrder.Strength), "The filters of the first layer", "The filters of the first convolution, the strongest first."));
        }

        var fits = GaborFit.Of(first);
        var share = (double)fits.Count(fit => fit.IsOriented) / fits.Count;
        return new("What the first layer looks for", PageFigure.Of(
            "filters", GaborSheet.Draw(first, fits), "The filters of the first layer beside Gabor functions",
            $"{Percent(share, 0)} of the filters are edges or bars of one orientation, as Hubel and Wiesel found in the cells of the cat's striate cortex (of filters of noise "
                + $"it would be {Percent(GaborFit.ShareByChance(first), 0)}); "
                + "below each filter stands the Gabor function that comes nearest to it."));
    }

    private PageSection SeeMaps()
    {
        var layers = FromAllOver.Of(ActivationMaps.Of(Network, Image, layer => layer is Conv2d), MostLayers);
        return new("What its layers make of the picture", PageFigure.Of(
            "maps", ActivationMaps.Sheet(Normalize.ToPicture(Image), layers), "Activation maps of some layers",
            "Each map shows where one filter answers; layers from low to high."));
    }

    private PageSection SeeReasons(int answer, float probability, Action<double> progress, CancellationToken cancel)
    {
        var (maps, leftOut) = SaliencyMethod.AskAll(
            [.. SaliencyMethod.All.Where(m => Methods.Contains(m.Name))], new SaliencyQuestion(Network, Image, answer) { Seed = Seed, Progress = progress, Cancel = cancel });
        var sheet = Saliency.Sheet(Normalize.ToPicture(Image), string.Create(CultureInfo.InvariantCulture, $"{Classes[answer]} {probability:0.0%}"), maps);
        return new("What speaks for its answer",
        [
            PageFigure.Of("saliency", sheet, "Which parts of the picture speak for the answer", "Methods differ: Grad-CAM says where, coarsely; gradients say which pixels; occlusion tries it out."),
            .. leftOut.Select(reason => new PageText($"Left out, {reason}")),
        ]);
    }

    private PageSection SeeFields(Action<double> progress, CancellationToken cancel)
    {
        var layers = FromAllOver.Convolutions(Network, MostLayers);
        List<EffectiveField> fields =
        [
            .. layers.Select((layer, i) => EffectiveField.Of(
                Network, [.. Image.Shape.Skip(1)], layer, Samples, Seed, done => progress((i + ((double)done / Samples)) / layers.Count), cancel)),
        ];
        return new("What its units see", PageFigure.Of(
            "fields", ReceptiveFields.Sheet(Normalize.ToPicture(Image), fields), "Receptive fields of some layers",
            "What a unit in the middle of each layer can see, and how much of its answer comes from where in effect (Luo et al. 2016)."));
    }

    private PageSection SeeFeatures(Action<double> progress, CancellationToken cancel)
    {
        var layers = FromAllOver.Convolutions(Network, MostLayers);
        const int Units = 2;
        var units = layers.SelectMany(layer => FromAllOver.Places(layer.Weight.Shape[0], Units).Select(unit => (layer.Path, unit))).ToList();
        List<Feature> features = [];
        foreach (var (layer, unit) in units)
        {
            cancel.ThrowIfCancellationRequested();
            var before = features.Count;
            var found = FeatureVisualization.Of(
                Network, layer, unit, Image.Shape, Normalize, new FeatureOptions { Steps = Steps, Seed = Seed }, done => progress((before + ((double)done / Steps)) / units.Count), cancel);
            features.Add(new Feature($"{layer}, unit {unit}", [Normalize.ToPicture(found.Images)], []));
        }

        return new("What its units look for", PageFigure.Of(
            "features", FeatureSheet.Draw(("what drives channels, from low to high", features)), "Pictures that drive units of some layers", "Pictures that drive single channels most, sought by gradient ascent."));
    }

    private PageSection SeeWhatIsKept(Action<double> progress, CancellationToken cancel)
    {
        var layers = FromAllOver.Convolutions(Network, MostLayers);
        List<Feature> rebuilt = [];
        foreach (var layer in layers)
        {
            cancel.ThrowIfCancellationRequested();
            var before = rebuilt.Count;
            var inverted = FeatureInversion.Of(
                Network, layer.Path, Image, Normalize, new InversionOptions { Steps = Steps, Seed = Seed },
                done => progress((before + ((double)done / Steps)) / layers.Count), cancel);
            rebuilt.Add(new Feature(string.Create(CultureInfo.InvariantCulture, $"{layer.Path}: relative error {inverted.Error:0.000}"), [Normalize.ToPicture(inverted.Image)], []));
        }

        return new("What its layers keep", PageFigure.Of(
            "inverted", FeatureSheet.DrawRebuilt(rebuilt), "The picture rebuilt from layers",
            "The higher the layer, the less of places and colours is left, and the more of what things are (Mahendran and Vedaldi 2015)."));
    }

    private PageSection SeeAttack(Action<double> progress, CancellationToken cancel)
    {
        const double UsualTries = 12;
        var example = Attack.Smallest(
            Network, Image, Normalize, AttackMethod.ProjectedGradientDescent, 10, Seed, step => progress(Math.Min(1, step / UsualTries)), cancel);
        return new("How little changes its mind", example is null
            ? new PageText("No change of the picture was found that changes the answer.")
            : PageFigure.Of(
                "attack", AttackSheet.Draw(Image, example, Normalize, Classes), "An adversarial example",
                string.Create(CultureInfo.InvariantCulture, $"Changed by at most {example.Epsilon:0.##} of 255 steps in each pixel, it is taken for {Classes[example.After]}.")));
    }
}
