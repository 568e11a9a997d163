using System.Text.Json.Serialization;

namespace Striate.Reports;

/// <summary>One thing of a section: a text, a table, a picture. Parts can be stored as JSON.</summary>
[JsonDerivedType(typeof(PageText), "text")]
[JsonDerivedType(typeof(PageHeading), "heading")]
[JsonDerivedType(typeof(PageTable), "table")]
[JsonDerivedType(typeof(PageFacts), "facts")]
[JsonDerivedType(typeof(PageCode), "code")]
[JsonDerivedType(typeof(PageFigure), "figure")]
public abstract record PagePart
{
    private protected PagePart()
    {
    }

    internal abstract void Write(PageWriter page);
}

/// <summary>A paragraph.</summary>
/// <param name="Text">Plain text.</param>
public sealed record PageText(string Text) : PagePart
{
    internal override void Write(PageWriter page) => page.Html.Element("p", Text);
}

/// <summary>A heading within a section.</summary>
/// <param name="Text">Plain text.</param>
public sealed record PageHeading(string Text) : PagePart
{
    internal override void Write(PageWriter page) => page.Html.Element("h3", Text);
}

/// <summary>Lines as a computer wrote them, or as a person is to type them.</summary>
/// <param name="Text">Plain text.</param>
public sealed record PageCode(string Text) : PagePart
{
    internal override void Write(PageWriter page) => page.Code(Text);
}

/// <summary>Short facts side by side.</summary>
/// <param name="Facts">Name and value.</param>
public sealed record PageFacts(params IReadOnlyList<PageFact> Facts) : PagePart
{
    internal override void Write(PageWriter page) => page.Facts(Facts);
}

/// <summary>A fact.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Value">How much, with its unit.</param>
public sealed record PageFact(string Name, string Value);

/// <summary>A table.</summary>
/// <param name="Texts">Heads of the columns of text, one at least.</param>
/// <param name="Numbers">Heads of the columns of numbers that follow; they end at the right.</param>
/// <param name="Rows">A cell for each column.</param>
public sealed record PageTable(IReadOnlyList<string> Texts, IReadOnlyList<string> Numbers, IReadOnlyList<IReadOnlyList<string>> Rows) : PagePart
{
    internal override void Write(PageWriter page)
    {
        using var table = page.Table(Texts, Numbers);
        foreach (var row in Rows)
        {
            page.Row([.. row.Take(Texts.Count)], [.. row.Skip(Texts.Count)]);
        }
    }
}
