using static Striate.Data.Augmentation.AmountText;

namespace Striate.Data.Augmentation;

/// <summary>
/// Augmentations as text, for the command line and the settings of a run: names with their amounts after colons, in the
/// order in which they happen, separated by commas: <c>crop:2,flip,affine:10:0.1:0.9-1.1</c>.
/// </summary>
public static class AugmentationText
{
    private const string Half = "0.5";
    private const string One = "1";

    private static readonly TextForms<IAugmentation> Forms = new(
        "augmentation",
        new("crop:PADDING[:reflect]", 1, 2, ParseCrop,
            x => x is RandomCrop c ? Shortest(1, ($"{c.Padding}", ""), (c.Around == Surroundings.Reflect ? "reflect" : "", "")) : null),
        new("flip[:PROBABILITY]", 0, 1, a => new RandomFlip(At(a, 0, Number, 0.5f)),
            x => x is RandomFlip f ? Shortest(0, (Of(f.Probability), Half)) : null),
        new("affine:DEGREES[:SHIFT[:SCALE-SCALE[:SLANT]]]", 1, 4, a => new RandomAffine(Number(a[0]), At(a, 1, Number, 0), At(a, 2, Range, (1, 1)), At(a, 3, Number, 0)),
            x => x is RandomAffine a ? Shortest(1, (Of(a.Degrees), ""), (Of(a.Translate), "0"), (Of(a.Scale), "1-1"), (Of(a.Shear), "0")) : null),
        new("resize:HEIGHTxWIDTH", 1, 1, a => new Resize(Size(a[0])), x => x is Resize r ? [Of(r.Size)] : null),
        new("cover:HEIGHTxWIDTH", 1, 1, a => new Cover(Size(a[0])), x => x is Cover c ? [Of(c.Size)] : null),
        new("centercrop:HEIGHTxWIDTH", 1, 1, a => new CenterCrop(Size(a[0])), x => x is CenterCrop c ? [Of(c.Size)] : null),
        new("rrc:HEIGHTxWIDTH[:SHARE-SHARE[:RATIO-RATIO]]", 1, 3,
            a => new RandomResizedCrop(Size(a[0]), At(a, 1, Range, RandomResizedCrop.DefaultScale), At(a, 2, Range, RandomResizedCrop.DefaultRatio)),
            x => x is RandomResizedCrop r
                ? Shortest(1, (Of(r.Size), ""), (Of(r.Scale), Of(RandomResizedCrop.DefaultScale)), (Of(r.Ratio), Of(RandomResizedCrop.DefaultRatio)))
                : null),
        new("perspective[:DISTORTION[:PROBABILITY]]", 0, 2, a => new RandomPerspective(At(a, 0, Number, 0.5f), At(a, 1, Number, 0.5f)),
            x => x is RandomPerspective p ? Shortest(0, (Of(p.Distortion), Half), (Of(p.Probability), Half)) : null),
        new("elastic:PIXELS[:SPACING]", 1, 2, a => new ElasticTransform(Number(a[0]), a.Length > 1 ? Number(a[1]) : null),
            x => x is ElasticTransform e ? Shortest(1, (Of(e.Amount), ""), (Of(e.Spacing), Of(MathF.Max(4 * e.Amount, 1)))) : null),
        new("jitter:BRIGHTNESS[:CONTRAST[:SATURATION[:HUE]]]", 1, 4, ParseJitter, x => x is ColorJitter j ? FormatJitter(j) : null),
        new("grey[:PROBABILITY]", 0, 1, a => new RandomGrayscale(At(a, 0, Number, 0.1f)),
            x => x is RandomGrayscale g ? Shortest(0, (Of(g.Probability), "0.1")) : null),
        new("blur[:SIGMA-SIGMA[:PROBABILITY]]", 0, 2, a => new GaussianBlur(At(a, 0, Range, GaussianBlur.DefaultSigma), At(a, 1, Number, 1)),
            x => x is GaussianBlur b ? Shortest(0, (Of(b.Sigma), Of(GaussianBlur.DefaultSigma)), (Of(b.Probability), One)) : null),
        new("sharpen:FACTOR[:PROBABILITY]", 1, 2, a => new RandomSharpness(Number(a[0]), At(a, 1, Number, 0.5f)),
            x => x is RandomSharpness s ? Shortest(1, (Of(s.Factor), ""), (Of(s.Probability), Half)) : null),
        new("autocontrast[:PROBABILITY]", 0, 1, a => new RandomAutoContrast(At(a, 0, Number, 0.5f)),
            x => x is RandomAutoContrast c ? Shortest(0, (Of(c.Probability), Half)) : null),
        new("equalize[:PROBABILITY]", 0, 1, a => new RandomEqualize(At(a, 0, Number, 0.5f)),
            x => x is RandomEqualize e ? Shortest(0, (Of(e.Probability), Half)) : null),
        new("posterize:BITS[:PROBABILITY]", 1, 2, a => new RandomPosterize(Whole(a[0]), At(a, 1, Number, 0.5f)),
            x => x is RandomPosterize p ? Shortest(1, ($"{p.Bits}", ""), (Of(p.Probability), Half)) : null),
        new("solarize:THRESHOLD[:PROBABILITY]", 1, 2, a => new RandomSolarize(Number(a[0]), At(a, 1, Number, 0.5f)),
            x => x is RandomSolarize s ? Shortest(1, (Of(s.Threshold), ""), (Of(s.Probability), Half)) : null),
        new("invert[:PROBABILITY]", 0, 1, a => new RandomInvert(At(a, 0, Number, 0.5f)),
            x => x is RandomInvert i ? Shortest(0, (Of(i.Probability), Half)) : null),
        new("erase[:PROBABILITY[:SHARE-SHARE[:RATIO-RATIO]]]", 0, 3,
            a => new RandomErasing(At(a, 0, Number, 0.5f), At(a, 1, Range, RandomErasing.DefaultScale), At(a, 2, Range, RandomErasing.DefaultRatio)),
            x => x is RandomErasing e
                ? Shortest(0, (Of(e.Probability), Half), (Of(e.Scale), Of(RandomErasing.DefaultScale)), (Of(e.Ratio), Of(RandomErasing.DefaultRatio)))
                : null),
        new("cutout:SIZE[:VALUE]", 1, 2, a => new Cutout(Whole(a[0]), At(a, 1, v => checked((byte)Whole(v)), (byte)128)),
            x => x is Cutout c ? Shortest(1, ($"{c.Size}", ""), ($"{c.Value}", "128")) : null),
        new("rand[:OPERATIONS[:MAGNITUDE]]", 0, 2, a => new RandAugment(At(a, 0, Whole, 2), At(a, 1, Number, 9)),
            x => x is RandAugment r ? Shortest(0, ($"{r.Operations}", "2"), (Of(r.Magnitude), "9")) : null),
        new("trivial", 0, 0, _ => new TrivialAugment(), x => x is TrivialAugment ? [] : null),
        new("augmix[:SEVERITY]", 0, 1, a => new AugMix(At(a, 0, Whole, 3)), x => x is AugMix m ? Shortest(0, ($"{m.Severity}", "3")) : null));

    /// <summary>How each one is written, for help texts: "crop:PADDING" and so on.</summary>
    public static IReadOnlyList<string> Usage => Forms.Usage;

    /// <summary>Reads augmentations; an empty text or "none" has none.</summary>
    /// <param name="text">For example "crop:2,flip".</param>
    /// <exception cref="FormatException">An unknown name, or amounts that do not fit.</exception>
    public static IReadOnlyList<IAugmentation> Parse(string text) => Forms.Parse(text);

    /// <summary>Writes augmentations such that <see cref="Parse"/> reads them again; "none" for none.</summary>
    /// <param name="augmentations">In the order in which they happen. One of your own appears by its <c>ToString()</c>.</param>
    public static string Format(IReadOnlyList<IAugmentation> augmentations) => Forms.Format(augmentations);

    /// <summary>One of them in words: "RandomCrop 4, reflect".</summary>
    internal static string Describe(IAugmentation augmentation) => Forms.Describe(augmentation);

    private static RandomCrop ParseCrop(string[] a) => a is [_, not "reflect"]
        ? throw new FormatException("Around a picture there is black, or its reflection.")
        : new RandomCrop(Whole(a[0]), a.Length > 1 ? Surroundings.Reflect : Surroundings.Black);

    // One amount stands for brightness, contrast and saturation alike.
    private static ColorJitter ParseJitter(string[] a)
    {
        var all = Number(a[0]);
        return a.Length == 1 ? new ColorJitter(all, all, all) : new ColorJitter(all, Number(a[1]), At(a, 2, Number, 0), At(a, 3, Number, 0));
    }

    private static string[] FormatJitter(ColorJitter j) => j.Hue == 0 && j.Brightness == j.Contrast && j.Contrast == j.Saturation
        ? [Of(j.Brightness)]
        : Shortest(2, (Of(j.Brightness), ""), (Of(j.Contrast), ""), (Of(j.Saturation), "0"), (Of(j.Hue), "0"));
}
