using System.Globalization;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>
/// Augmentations as text, for the command line and the settings of a run: names with their amounts after colons, in the
/// order in which they happen, separated by commas: <c>crop:2,flip,affine:10:0.1:0.9-1.1</c>.
/// </summary>
public static class AugmentationText
{
    private static readonly Form[] Forms =
    [
        new("crop", "crop:PADDING[:reflect]", 1, 2, ParseCrop, x => x is RandomCrop c ? FormatCrop(c) : null),
        new("flip", "flip[:PROBABILITY]", 0, 1, a => new RandomFlip(a.Length > 0 ? Number(a[0]) : 0.5f),
            x => x is RandomFlip f ? (f.Probability == 0.5f ? [] : [Text(f.Probability)]) : null),
        new("affine", "affine:DEGREES[:SHIFT[:SCALE-SCALE[:SLANT]]]", 1, 4, ParseAffine, x => x is RandomAffine a ? FormatAffine(a) : null),
        new("resize", "resize:HEIGHTxWIDTH", 1, 1, a => new Resize(Size(a[0])), x => x is Resize r ? [SizeText(r.Size)] : null),
        new("cover", "cover:HEIGHTxWIDTH", 1, 1, a => new Cover(Size(a[0])), x => x is Cover c ? [SizeText(c.Size)] : null),
        new("centercrop", "centercrop:HEIGHTxWIDTH", 1, 1, a => new CenterCrop(Size(a[0])), x => x is CenterCrop c ? [SizeText(c.Size)] : null),
    ];

    /// <summary>How each one is written, for help texts: "crop:PADDING" and so on.</summary>
    public static IReadOnlyList<string> Usage { get; } = Array.ConvertAll(Forms, form => form.Usage);

    /// <summary>Reads augmentations; an empty text or "none" has none.</summary>
    /// <param name="text">For example "crop:2,flip".</param>
    /// <exception cref="FormatException">An unknown name, or amounts that do not fit.</exception>
    public static IReadOnlyList<IAugmentation> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.IsNullOrWhiteSpace(text) || text.Trim() == "none"
            ? []
            : Array.ConvertAll(text.Split(',', StringSplitOptions.TrimEntries), ParseOne);
    }

    /// <summary>Writes augmentations such that <see cref="Parse"/> reads them again; "none" for none.</summary>
    /// <param name="augmentations">In the order in which they happen. One of your own appears by its <c>ToString()</c>.</param>
    public static string Format(IReadOnlyList<IAugmentation> augmentations)
    {
        ArgumentNullException.ThrowIfNull(augmentations);
        return augmentations.Count == 0 ? "none" : string.Join(',', augmentations.Select(FormatOne));
    }

    private static IAugmentation ParseOne(string text)
    {
        var parts = text.Split(':');
        var form = Array.Find(Forms, f => f.Name == parts[0])
            ?? throw new FormatException($"Unknown augmentation '{parts[0]}'. {Suggestion.For(parts[0], Array.ConvertAll(Forms, f => f.Name))}");
        var amounts = parts[1..];
        if (amounts.Length < form.Fewest || amounts.Length > form.Most)
        {
            throw new FormatException($"Augmentation '{text}' has {amounts.Length} amounts. It is written {form.Usage}.");
        }

        try
        {
            return form.Parse(amounts);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            var reason = e is ArgumentOutOfRangeException ? e.Message.Split(" (Parameter")[0] + " " : "";
            throw new FormatException($"Augmentation '{text}' has an amount that does not fit. {reason}It is written {form.Usage}.", e);
        }
    }

    private static string FormatOne(IAugmentation augmentation)
    {
        foreach (var form in Forms)
        {
            if (form.Format(augmentation) is { } amounts)
            {
                return string.Join(':', [form.Name, .. amounts]);
            }
        }

        return augmentation.ToString() ?? "";
    }

    private static RandomCrop ParseCrop(string[] a) => a is [_, not "reflect"]
        ? throw new FormatException("Around a picture there is black, or its reflection.")
        : new RandomCrop(Whole(a[0]), a.Length > 1 ? Surroundings.Reflect : Surroundings.Black);

    private static string[] FormatCrop(RandomCrop c) => c.Around == Surroundings.Reflect ? [$"{c.Padding}", "reflect"] : [$"{c.Padding}"];

    private static RandomAffine ParseAffine(string[] a)
    {
        var scale = a.Length > 2 ? Array.ConvertAll(a[2].Split('-'), Number) : [1, 1];
        return scale is [var low, var high]
            ? new RandomAffine(Number(a[0]), a.Length > 1 ? Number(a[1]) : 0, (low, high), a.Length > 3 ? Number(a[3]) : 0)
            : throw new FormatException("A scale is two numbers.");
    }

    private static string[] FormatAffine(RandomAffine a)
    {
        string[] all = [Text(a.Degrees), Text(a.Translate), $"{Text(a.Scale.Low)}-{Text(a.Scale.High)}", Text(a.Shear)];
        return a.Shear != 0 ? all : a.Scale != (1, 1) ? all[..3] : a.Translate != 0 ? all[..2] : all[..1];
    }

    private static Size2d Size(string text)
    {
        var sides = Array.ConvertAll(text.Split('x'), Whole);
        return sides is [var height, var width] ? (height, width) : sides is [var side] ? side : throw new FormatException("A size is HEIGHTxWIDTH.");
    }

    private static int Whole(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static float Number(string text) => float.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static string Text(float value) => value.ToString("0.#######", CultureInfo.InvariantCulture);

    private static string SizeText(Size2d size) => size.Height == size.Width ? $"{size.Height}" : $"{size.Height}x{size.Width}";

    /// <summary>How one augmentation is written: its name, and its amounts read and written.</summary>
    private sealed record Form(
        string Name, string Usage, int Fewest, int Most, Func<string[], IAugmentation> Parse, Func<IAugmentation, string[]?> Format);
}
