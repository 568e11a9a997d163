using System.Xml.Linq;
using Striate.Tests;

namespace Striate.Architecture.Tests;

/// <summary>The arrows of ARCHITECTURE.md: a reference that is not in this table is an error.</summary>
public class ReferencesTests
{
    private static readonly Dictionary<string, string[]> AllowedProjects = new()
    {
        ["Striate.Kernels"] = [],
        ["Striate.Tensors"] = ["Striate.Kernels"],
        ["Striate.Networks"] = ["Striate.Tensors"],
        ["Striate.Data"] = ["Striate.Tensors"],
        ["Striate.Training"] = ["Striate.Networks", "Striate.Data"],
        ["Striate"] = ["Striate.Training"],
        ["Striate.Imaging"] = ["Striate.Data"],
        ["Striate.Insight"] = ["Striate.Networks", "Striate.Imaging"],
        ["Striate.Reports"] = ["Striate.Training", "Striate.Insight"],
        ["Striate.History"] = ["Striate.Reports"],
        ["Striate.Cli"] = ["Striate.Reports", "Striate.History"],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["Striate.Kernels"] = ["System.Numerics.Tensors"],
        ["Striate.Tensors"] = ["System.IO.Hashing"],
        ["Striate.Imaging"] = ["SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies", "Parquet.Net"],
        ["Striate.Reports"] = ["ScottPlot", "Google.Protobuf", "Grpc.Tools"],
        ["Striate.Cli"] = ["System.CommandLine", "Spectre.Console"],
    };

    public static TheoryData<string> Projects() => [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_OfAProject_AreInTheTable(string project)
    {
        Assert.True(AllowedProjects.ContainsKey(project), $"{project} is not in the table.");
        Assert.Empty(Includes(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).Except(AllowedProjects[project]));
        Assert.Empty(Includes(project, "PackageReference").Except(AllowedPackages.GetValueOrDefault(project, [])));
    }

    [Fact]
    public void UnsafeCode_LivesInKernelsOnly() => Assert.Equal(
        ["Striate.Kernels"],
        Projects().Select(row => row.Data).Where(project => Document(project).Descendants("AllowUnsafeBlocks").Any()));

    [Theory]
    [InlineData("Striate.Kernels")]
    [InlineData("Striate.Tensors")]
    [InlineData("Striate.Networks")]
    [InlineData("Striate.Data")]
    [InlineData("Striate.Training")]
    public void Core_IsAotCompatible(string project) => Assert.Equal("true", Document(project).Descendants("IsAotCompatible").Single().Value);

    [Fact]
    public void TestProjects_MirrorTheSource() => Assert.All(
        Projects().Select(row => row.Data).Where(project => project != "Striate"),
        project => Assert.True(Directory.Exists(Path.Combine(Repository.Root, "tests", $"{project}.Tests")), $"{project} has no tests."));

    [Fact]
    public void Samples_HaveAtMostAHundredLines() => Assert.All(
        Directory.GetFiles(Path.Combine(Repository.Root, "samples"), "*.cs"),
        file => Assert.InRange(File.ReadAllLines(file).Length, 1, 100));

    private static IEnumerable<string> Includes(string project, string element) =>
        Document(project).Descendants(element).Select(reference => reference.Attribute("Include")!.Value);

    private static XDocument Document(string project) => XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));
}
