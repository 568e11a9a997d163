using System.Text.RegularExpressions;
using Striate.Tests;

namespace Striate.Samples.Tests;

/// <summary>Tables of names that cannot rot: what stands in their columns of Striate's names is public, and nothing is left out.</summary>
public partial class NamesTests
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");
    private static readonly Lazy<PublicNames> Known = new(PublicNames.Read);

    public static TheoryData<string> Pages() =>
    [
        .. Directory.GetFiles(Docs, "coming-from-*.md").Concat(Directory.GetFiles(Path.Combine(Docs, "layers"), "*.md"))
            .Select(page => Path.GetRelativePath(Docs, page)).Where(page => Path.GetFileName(page) != "README.md"),
    ];

    public static TheoryData<string> Families() => ["Networks/Layers", "Networks/Losses", "Data/Augmentation"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Names_OfAPage_ArePublic(string page)
    {
        var codes = Tables(File.ReadAllLines(Path.Combine(Docs, page))).ToList();
        Assert.True(codes.Count > 1, $"{page} has no column of Striate's names.");
        Assert.All(codes, code => Assert.True(Known.Value.Contain(code), $"{page}: nothing public is called {code}."));
    }

    [Theory]
    [InlineData("Conv2d", true)]
    [InlineData("Conv2d.PaddingMode", true)]
    [InlineData("Softmax(axis: 1)", true)]
    [InlineData("positiveWeight:", true)]
    [InlineData("Conv4d", false)]
    [InlineData("Conv2d.Dilation", false)]
    [InlineData("Softmax(dim: 1)", false)]
    [InlineData("Elementwise", false)]
    public void Contain_ANameOrACall_TellsWhetherAllOfItIsPublic(string code, bool expected) => Assert.Equal(expected, Known.Value.Contain(code));

    [Theory]
    [MemberData(nameof(Families))]
    public void PublicClasses_OfAFamily_StandOnAPage(string folder)
    {
        var pages = string.Concat(Directory.GetFiles(Path.Combine(Docs, "layers"), "*.md").Select(File.ReadAllText));
        var classes = Directory.GetFiles(Path.Combine(Repository.Root, "src", $"Striate.{folder}"), "*.cs").SelectMany(File.ReadAllLines)
            .Select(line => PublicClass().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(classes);
        Assert.All(classes, name => Assert.Contains($"`{name}`", pages, StringComparison.Ordinal));
    }

    // What stands between backticks in the columns headed "Striate" or "layer".
    private static IEnumerable<string> Tables(string[] lines)
    {
        var column = -1;
        foreach (var line in lines)
        {
            if (!line.StartsWith('|'))
            {
                column = -1;
                continue;
            }

            var cells = Array.ConvertAll(line.Split('|'), cell => cell.Trim());
            if (column < 0)
            {
                column = Math.Max(Array.IndexOf(cells, "Striate"), Array.IndexOf(cells, "layer"));
                continue;
            }

            foreach (Match code in Code().Matches(cells[column]))
            {
                yield return code.Groups[1].Value;
            }
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^public (?:sealed|static) class (\w+)")]
    private static partial Regex PublicClass();
}
