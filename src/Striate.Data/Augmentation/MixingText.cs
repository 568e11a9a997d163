using static Striate.Data.Augmentation.AmountText;

namespace Striate.Data.Augmentation;

/// <summary>Ways of mixing batches as text, for the command line and the settings of a run: <c>mixup:0.2,cutmix:1</c>.</summary>
public static class MixingText
{
    private static readonly TextForms<BatchMixing> Forms = new(
        "mixing",
        new("mixup[:ALPHA]", 0, 1, a => new MixUp(At(a, 0, Number, 0.2f)), x => x is MixUp m ? Shortest(0, (Of(m.Alpha), "0.2")) : null),
        new("cutmix[:ALPHA]", 0, 1, a => new CutMix(At(a, 0, Number, 1)), x => x is CutMix c ? Shortest(0, (Of(c.Alpha), "1")) : null));

    /// <summary>How each one is written, for help texts.</summary>
    public static IReadOnlyList<string> Usage => Forms.Usage;

    /// <summary>Reads ways of mixing; an empty text or "none" has none.</summary>
    /// <param name="text">For example "mixup:0.2,cutmix:1".</param>
    /// <exception cref="FormatException">An unknown name, or amounts that do not fit.</exception>
    public static IReadOnlyList<BatchMixing> Parse(string text) => Forms.Parse(text);

    /// <summary>Writes ways of mixing such that <see cref="Parse"/> reads them again; "none" for none.</summary>
    /// <param name="mixings">Each equally likely for a batch. One of your own appears by its <c>ToString()</c>.</param>
    public static string Format(IReadOnlyList<BatchMixing> mixings) => Forms.Format(mixings);

    /// <summary>One of them in words: "MixUp 0.4".</summary>
    internal static string Describe(BatchMixing mixing) => Forms.Describe(mixing);
}
