namespace Striate.Cli.Tests;

public sealed class InvocationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("striate").FullName;

    [Fact]
    public void Find_ProgramOfAProject_IsDotnetRun()
    {
        var project = Path.Combine(_folder, "src", "Striate.Cli");
        var bin = Path.Combine(project, "bin", "Release", "net10.0");
        Directory.CreateDirectory(bin);
        File.WriteAllText(Path.Combine(project, "Striate.Cli.csproj"), "");
        var relative = Path.Combine("src", "Striate.Cli");
        Assert.Equal($"dotnet run -c Release --project {relative} --", Invocation.Find(Path.Combine(bin, "striate"), _folder, "/bin"));
    }

    [Fact]
    public void Find_ProgramElsewhere_IsItsNameOrItsPath()
    {
        var program = Path.Combine(_folder, "striate");
        Assert.Equal("striate", Invocation.Find(program, "/", $"/bin{Path.PathSeparator}{_folder}/"));
        Assert.Equal(program, Invocation.Find(program, "/", "/bin"));
    }

    [Fact]
    public void Find_LibraryThatDotnetRuns_StandsBehindDotnet()
    {
        var library = Path.Combine(_folder, "striate.dll");
        Assert.Equal(library, Invocation.Started(Path.Combine("/usr/share/dotnet", "dotnet"), library));
        Assert.Equal("/opt/striate", Invocation.Started("/opt/striate", library));
        Assert.Equal($"dotnet {library}", Invocation.Find(library, "/", $"/bin{Path.PathSeparator}{_folder}"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
