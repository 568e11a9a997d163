using System.Text.RegularExpressions;
using Striate.Tests;

namespace Striate.Architecture.Tests;

/// <summary>Texts that cannot rot: their code is in the samples, which the tests run, and their links lead somewhere.</summary>
public partial class TextsTests
{
    public static TheoryData<string> Pages() =>
    [
        .. Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_OfAPage_StandsInTheSamples(string page)
    {
        var known = Directory.GetFiles(Path.Combine(Repository.Root, "samples"), "*.cs").SelectMany(File.ReadAllLines).Select(line => line.Trim()).ToHashSet();
        var blocks = CSharpBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)));
        Assert.All(blocks.SelectMany(block => block.Groups[1].Value.Split('\n')).Select(line => line.Trim()), line => Assert.Contains(line, known));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_LeadToFiles(string page)
    {
        var file = Path.Combine(Repository.Root, page);
        var links = Link().Matches(File.ReadAllText(file)).Select(link => link.Groups[1].Value).Where(link => !link.StartsWith("http", StringComparison.Ordinal));
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, link)), $"{page}: {link} leads nowhere."));
    }

    [Fact]
    public void Readme_NamesTheTestCommandThatTheChecksRun()
    {
        const string Command = "dotnet test -c Release";
        Assert.Contains(Command, File.ReadAllText(Path.Combine(Repository.Root, "README.md")), StringComparison.Ordinal);
        Assert.Contains(Command, File.ReadAllText(Path.Combine(Repository.Root, ".ci", "run")), StringComparison.Ordinal);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
