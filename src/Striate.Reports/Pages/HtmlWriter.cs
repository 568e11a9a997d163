using System.Text;

namespace Striate.Reports;

/// <summary>Writes HTML element by element; every text and every value of an attribute is escaped.</summary>
/// <example><code>
/// using (html.Element("p", ("class", "lead")))
/// {
///     html.Text("4 &lt; 9");
/// }
/// </code></example>
/// <param name="output">Where it goes.</param>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Begins a document.</summary>
    public void Doctype() => output.WriteLine("<!DOCTYPE html>");

    /// <summary>Begins an element; it ends where the result is disposed.</summary>
    public EndTag Element(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Empty(name, attributes);
        return new EndTag(output, name);
    }

    /// <summary>An element with nothing but text in it.</summary>
    public void Element(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        using (Element(name, attributes))
        {
            Text(text);
        }
    }

    /// <summary>An element that has no end, such as an image.</summary>
    public void Empty(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        output.Write($"<{name}");
        foreach (var (attribute, value) in attributes)
        {
            output.Write($" {attribute}=\"{Escape(value)}\"");
        }

        output.Write('>');
    }

    /// <summary>Text.</summary>
    public void Text(string text) => output.Write(Escape(text));

    /// <summary>A style sheet of our own; it is the one thing that is not escaped.</summary>
    public void Style(string css)
    {
        using (Element("style"))
        {
            output.Write(css);
        }
    }

    // Control characters are not allowed in HTML, not even escaped.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\n' => escaped.Append('\n'),
                _ when char.IsControl(character) => escaped.Append('\uFFFD'),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    /// <summary>Ends an element.</summary>
    internal readonly struct EndTag(TextWriter output, string name) : IDisposable
    {
        public void Dispose() => output.WriteLine($"</{name}>");
    }
}
