using System.Text;
using Striate.Tensors;

namespace Striate.Reports;

/// <summary>A page of text, tables and pictures as one HTML file that asks for nothing else.</summary>
/// <param name="Kicker">What kind of page it is.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Parts">What stands above the first section: a sentence, facts.</param>
/// <param name="Sections">From above.</param>
public sealed record Page(string Kicker, string Title, IReadOnlyList<PagePart> Parts, IReadOnlyList<PageSection> Sections)
{
    /// <summary>The one number that the page is about, large, and what it says; null where there is none.</summary>
    public PageFact? Result { get; init; }

    /// <summary>Whether links to the sections stand above the first one.</summary>
    public bool HasContents { get; init; }

    /// <summary>Writes the page as a whole or not at all.</summary>
    /// <param name="path">The file, of the ending .html.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string path) => Write(path, page =>
    {
        page.Begin(Title);
        using (page.Html.Element("body"))
        {
            page.Headline(Kicker, Title, Result, Parts);
            if (HasContents)
            {
                page.Contents(Sections.Select(section => section.Title));
            }

            using (page.Html.Element("main"))
            {
                foreach (var section in Sections)
                {
                    using var element = page.Section(section.Title);
                    foreach (var part in section.Parts)
                    {
                        part.Write(page);
                    }
                }
            }

            page.Html.Element("footer", "Made by Striate. This page is one file.");
        }
    });

    internal static void Write(string path, Action<PageWriter> write) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var html = new HtmlWriter(writer);
        html.Doctype();
        using var root = html.Element("html", ("lang", "en"));
        write(new PageWriter(html));
    });
}

/// <summary>Parts under a heading.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Parts">From above.</param>
public sealed record PageSection(string Title, params IReadOnlyList<PagePart> Parts);
