using System.Text.RegularExpressions;
using Striate.Tests;

namespace Striate.Cli.Tests;

/// <summary>What a terminal of 80 letters shows: no line is longer, so that nothing wraps over what is redrawn, and no word is cut.</summary>
public sealed partial class TerminalTests : CommandTest
{
    private const int Width = 80;

    [Fact]
    public void Train_At80Columns_NoLineIsLonger()
    {
        MakePictures(Path.Combine(Folder, "p"), "row", 20);
        MakePictures(Path.Combine(Folder, "p"), "column", 20);
        var lines = InTerminal(TrainArguments(Path.Combine(Folder, "p"), Run1, 3));
        Assert.Contains(lines, line => line.Contains("images/s ━", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("    3/3 ", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, Width));
    }

    [Theory]
    [InlineData("resnet18")]
    [InlineData("cifar_resnet20")]
    [InlineData("mobilenet_v2")]
    public void Summary_At80Columns_NoLineIsLongerAndNoCellIsCut(string model)
    {
        var lines = InTerminal("summary", model);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, Width));
        var wide = Striate("summary", model).Output.Split('\n');
        var cells = wide.TakeWhile(line => line.Length > 0).SelectMany(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.All(cells.Where(cell => !cell.StartsWith('─')), cell => Assert.Contains(lines, line => line.Contains(cell, StringComparison.Ordinal)));
    }

    [Fact]
    public void Models_At80Columns_NoLineIsLonger()
    {
        var lines = InTerminal("models");
        Assert.All(lines, line => Assert.InRange(line.Length, 0, Width));
        Assert.Contains(lines, line => line.StartsWith("resnet18 ", StringComparison.Ordinal) && line.EndsWith("arXiv:1512.03385", StringComparison.Ordinal));
    }

    [Fact]
    public void History_At80Columns_IsOneTableOfShortLines()
    {
        var lines = InTerminal("history");
        Assert.All(lines, line => Assert.InRange(line.Length, 0, Width));
        Assert.Single(lines, line => line.EndsWith("  year  people             idea", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("zipnet".PadRight(17) + "1989  LeCun et al. ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("cells".PadRight(17) + "1959  Hubel and Wiesel ", StringComparison.Ordinal));
    }

    private string[] InTerminal(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "The program 'script', which makes a terminal, is not installed.");
        var command = $"stty cols {Width} rows 24; {string.Join(' ', arguments.Prepend(Program))}";
        var run = Command.Run("/usr/bin/script", ["-qec", command, "/dev/null"], Folder, Timeout);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        return Escape().Replace(run.Output, "").Split(['\r', '\n']);
    }

    // Colours and movements of the cursor.
    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escape();
}
