using System.Globalization;

namespace Striate.Data.Augmentation;

/// <summary>
/// Things that are written as names with their amounts after colons, separated by commas, and read again.
/// </summary>
/// <param name="what">What they are called in errors, such as "augmentation".</param>
/// <param name="forms">How each is written.</param>
internal sealed class TextForms<T>(string what, params TextForm<T>[] forms)
    where T : class
{
    public IReadOnlyList<string> Usage { get; } = Array.ConvertAll(forms, form => form.Usage);

    public IReadOnlyList<T> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.IsNullOrWhiteSpace(text) || text.Trim() == "none"
            ? []
            : Array.ConvertAll(text.Split(',', StringSplitOptions.TrimEntries), ParseOne);
    }

    public string Format(IReadOnlyList<T> things)
    {
        ArgumentNullException.ThrowIfNull(things);
        return things.Count == 0 ? "none" : string.Join(',', things.Select(FormatOne));
    }

    /// <summary>The type and the amounts that are not the usual ones: "RandomCrop 4, reflect".</summary>
    public string Describe(T thing)
    {
        var amounts = forms.Select(form => form.Format(thing)).FirstOrDefault(amounts => amounts is not null) ?? [];
        return amounts.Length == 0 ? thing.GetType().Name : $"{thing.GetType().Name} {string.Join(", ", amounts)}";
    }

    private T ParseOne(string text)
    {
        var parts = text.Split(':');
        var form = Array.Find(forms, f => f.Name == parts[0])
            ?? throw new FormatException($"Unknown {what} '{parts[0]}'. {Suggestion.For(parts[0], Array.ConvertAll(forms, f => f.Name))}");
        var amounts = parts[1..];
        var title = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(what);
        if (amounts.Length < form.Fewest || amounts.Length > form.Most)
        {
            var expected = form.Most == 0 ? "none" : form.Fewest == form.Most ? $"{form.Most}" : $"{form.Fewest} to {form.Most}";
            throw new FormatException($"{title} '{text}' has {amounts.Length} amount{(amounts.Length == 1 ? "" : "s")}, expected {expected}. It is written {form.Usage}.");
        }

        try
        {
            return form.Parse(amounts);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            var reason = e is ArgumentOutOfRangeException ? e.Message.Split(" (Parameter")[0] + " " : "";
            throw new FormatException($"{title} '{text}' has an amount that does not fit. {reason}It is written {form.Usage}.", e);
        }
    }

    private string FormatOne(T thing)
    {
        foreach (var form in forms)
        {
            if (form.Format(thing) is { } amounts)
            {
                return string.Join(':', [form.Name, .. amounts]);
            }
        }

        return thing.ToString() ?? "";
    }
}
