using System.Diagnostics;
using Striate.Tests;

namespace Striate.Architecture.Tests;

/// <summary>The last line of .ci/run, whatever happens before it; a program of ours stands in for dotnet.</summary>
public sealed class ChecksTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("striate").FullName;

    [Theory]
    [InlineData("build", 1, 0, "0 passed, 0 failed")]
    [InlineData("format", 1, 0, "0 passed, 0 failed")]
    [InlineData("test", 2, 0, "10 passed, 2 failed")]
    [InlineData("none", 0, 2, "2 skipped\n10 passed, 0 failed")]
    public void Run_FailingAnywhere_EndsWithTheCounts(string failing, int failed, int skipped, string expected)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The script is for a POSIX shell.");
            return;
        }

        Directory.CreateDirectory(Path.Combine(_folder, ".ci"));
        var script = Path.Combine(_folder, ".ci", "run");
        File.Copy(Path.Combine(Repository.Root, ".ci", "run"), script);
        var dotnet = Path.Combine(_folder, "dotnet");
        File.WriteAllText(
            dotnet,
            $"""
            #!/bin/sh
            [ $1 != test ] || printf 'Test run summary:\n  total: 12\n  failed: {failed}\n  succeeded: 10\n  skipped: {skipped}\n'
            [ $1 != {failing} ]

            """);
        File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var start = new ProcessStartInfo("bash", [script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder}:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var run = Command.Finish(process, TimeSpan.FromMinutes(1));
        Assert.EndsWith($"\n{expected}\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(failing == "none", run.ExitCode == 0);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
