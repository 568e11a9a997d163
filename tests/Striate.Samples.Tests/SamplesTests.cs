using System.Globalization;
using System.Text.RegularExpressions;
using Striate.Tests;

namespace Striate.Samples.Tests;

/// <summary>Every sample is built and run as its first lines say, and must do what it is there to show.</summary>
public class SamplesTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(4);

    // The least accuracy, in percent, that each sample must print; null where it learns nothing.
    private static readonly Dictionary<string, double?> LeastAccuracy = new()
    {
        ["coming-from-keras.cs"] = 90,
        ["coming-from-pytorch.cs"] = 90,
        ["custom-layer.cs"] = 90,
        ["custom-loop.cs"] = 90,
        ["first-net.cs"] = 97,
        ["layers.cs"] = null,
        ["picture-folder.cs"] = 90,
        ["seeing.cs"] = null,
        ["shapes-and-losses.cs"] = null,
        ["style.cs"] = null,
    };

    public static TheoryData<string> Names() => [.. LeastAccuracy.Keys];

    [Fact]
    public void Samples_AreAllListedHere() => Assert.Equal(
        LeastAccuracy.Keys.Order(), Directory.GetFiles(Path.Combine(Repository.Root, "samples"), "*.cs").Select(Path.GetFileName).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_AsItsFirstLinesSay_DoesWhatItShows(string name)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var run = Command.Run(dotnet, ["run", "-c", "Release", $"samples/{name}"], Repository.Root, Timeout);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.NotEmpty(run.Output);
        if (LeastAccuracy[name] is not { } least)
        {
            return;
        }

        var accuracy = Regex.Match(run.Output, @"([\d.]+) ?%");
        Assert.True(accuracy.Success, run.Output);
        Assert.InRange(double.Parse(accuracy.Groups[1].Value, CultureInfo.InvariantCulture), least, 100);
    }
}
