using System.Globalization;

namespace Striate.Reports;

/// <summary>What all pages are made of: headline, sections, figures, tables, facts.</summary>
internal sealed class PageWriter(HtmlWriter html)
{
    // Wider figures can be scrolled on a narrow screen; others shrink to it.
    private const int WideFigure = 800;

    // The page asks for nothing; a browser is told to hold it to that.
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    /// <summary>Where elements of another kind are written.</summary>
    public HtmlWriter Html { get; } = html;

    /// <summary>Writes the head.</summary>
    public void Begin(string title)
    {
        using var head = Html.Element("head");
        Html.Empty("meta", ("charset", "utf-8"));
        Html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
        Html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        Html.Element("title", title);
        Html.Style(Style());
    }

    /// <summary>Writes the upper part of a page.</summary>
    public void Headline(string kicker, string title, PageFact? result, IReadOnlyList<PagePart> parts)
    {
        using var header = Html.Element("header");
        Html.Element("p", kicker, ("class", "kicker"));
        Html.Element("h1", title);
        if (result is not null)
        {
            using var paragraph = Html.Element("p", ("class", "result"));
            Html.Element("strong", result.Value);
            Html.Element("span", result.Name);
        }

        foreach (var part in parts)
        {
            part.Write(this);
        }
    }

    /// <summary>Writes links to sections.</summary>
    public void Contents(IEnumerable<string> titles)
    {
        using var navigation = Html.Element("nav");
        foreach (var title in titles)
        {
            Html.Element("a", title, ("href", $"#{Anchor(title)}"));
        }
    }

    /// <summary>Begins a section.</summary>
    public HtmlWriter.EndTag Section(string title)
    {
        var section = Html.Element("section", ("id", Anchor(title)));
        Html.Element("h2", title);
        return section;
    }

    /// <summary>Writes short facts side by side.</summary>
    public void Facts(IReadOnlyList<PageFact> facts)
    {
        using var list = Html.Element("dl", ("class", "facts"));
        foreach (var fact in facts)
        {
            using var pair = Html.Element("div");
            Html.Element("dt", fact.Name);
            Html.Element("dd", fact.Value);
        }
    }

    /// <summary>Writes lines to be typed or read as they stand.</summary>
    public void Code(string text)
    {
        using var command = Html.Element("pre");
        Html.Element("code", text);
    }

    /// <summary>Writes a picture with its caption.</summary>
    public void Figure(PageFigure figure)
    {
        using var element = Html.Element("figure");
        using (Html.Element("div", ("class", figure.Width > WideFigure ? "sheet wide" : "sheet")))
        {
            Image(figure.Png, figure.Alt, ("width", Text(figure.Width)), ("height", Text(figure.Height)));
        }

        Html.Element("figcaption", figure.Caption);
    }

    /// <summary>Writes a picture alone.</summary>
    public void Image(byte[] png, string alt, params ReadOnlySpan<(string Name, string Value)> more) =>
        Html.Empty("img", [("src", $"data:image/png;base64,{Convert.ToBase64String(png)}"), ("alt", alt), .. more]);

    /// <summary>Begins a table and its body; rows follow.</summary>
    public TableEnd Table(IReadOnlyList<string> texts, IReadOnlyList<string> numbers)
    {
        var frame = Html.Element("div", ("class", "table"));
        var table = Html.Element("table");
        using (Html.Element("thead"))
        {
            using var row = Html.Element("tr");
            foreach (var name in texts)
            {
                Html.Element("th", name, ("scope", "col"));
            }

            foreach (var number in numbers)
            {
                Html.Element("th", number, ("scope", "col"), ("class", "number"));
            }
        }

        return new TableEnd(this, Html.Element("tbody"), table, frame);
    }

    /// <summary>Writes a row of a table.</summary>
    public void Row(ReadOnlySpan<string> texts, ReadOnlySpan<string> numbers)
    {
        using var row = Html.Element("tr");
        Html.Element("th", texts[0], ("scope", "row"));
        foreach (var text in texts[1..])
        {
            Html.Element("td", text);
        }

        foreach (var number in numbers)
        {
            Html.Element("td", number, ("class", "number"));
        }
    }

    private static string Style()
    {
        using var stream = typeof(PageWriter).Assembly.GetManifestResourceStream("Page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Anchor(string title) => string.Concat(title.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Ends a table.</summary>
    internal struct TableEnd(PageWriter page, HtmlWriter.EndTag body, HtmlWriter.EndTag table, HtmlWriter.EndTag frame) : IDisposable
    {
        private bool _hasFoot;

        /// <summary>Writes the row that sums up.</summary>
        public void Foot(ReadOnlySpan<string> texts, ReadOnlySpan<string> numbers)
        {
            _hasFoot = true;
            body.Dispose();
            using var foot = page.Html.Element("tfoot");
            page.Row(texts, numbers);
        }

        public readonly void Dispose()
        {
            if (!_hasFoot)
            {
                body.Dispose();
            }

            table.Dispose();
            frame.Dispose();
        }
    }
}
