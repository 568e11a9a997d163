namespace Striate.Reports.Tests.Report;

public sealed class HtmlWriterTests
{
    [Fact]
    public void Element_Nested_ClosedInOrder() => Assert.Equal(
        "<section id=\"a\"><h2>One</h2>\n</section>\n",
        Written(html =>
        {
            using (html.Element("section", ("id", "a")))
            {
                html.Element("h2", "One");
            }
        }));

    [Fact]
    public void Text_MarkupAndControls_Escaped() =>
        Assert.Equal("&lt;script&gt;&amp;amp;&quot;' ü→\uFFFD\n", Written(html => html.Text("<script>&amp;\"' ü→\0\n")));

    [Fact]
    public void Empty_AttributeWithMarkup_Escaped() => Assert.Equal(
        "<img alt=\"&quot;&gt;&lt;script&gt;\">", Written(html => html.Empty("img", ("alt", "\"><script>"))));

    [Fact]
    public void Style_Css_AsItIs() => Assert.Equal("<style>a > b {}</style>\n", Written(html => html.Style("a > b {}")));

    private static string Written(Action<HtmlWriter> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        write(new HtmlWriter(text));
        return text.ToString();
    }
}
