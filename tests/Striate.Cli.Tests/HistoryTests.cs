namespace Striate.Cli.Tests;

/// <summary>striate history: the list, one machine, and what may be typed wrong.</summary>
public sealed class HistoryTests : CommandTest
{
    [Fact]
    public void History_Alone_ListsAllMachinesByYear()
    {
        var run = Striate("history");
        Assert.True(run.ExitCode == 0, run.Errors);
        string[] names = ["perceptron", "cells", "adaline", "neocognitron", "backpropagation", "zipnet", "lenet5", "dbn", "acoustic", "alexnet"];
        Assert.Equal(names, run.Output.Split('\n').Select(line => line.Split(' ')[0]).Where(names.Contains));
    }

    [Fact]
    public void History_OfTheCells_PrintsFindingsAndWritesAPage()
    {
        var folder = Path.Combine(Folder, "history");
        var run = Striate("history", "cells", "--out", folder);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("Phase: weakest answer, of the strongest: simple 0.00 %", run.Output, StringComparison.Ordinal);
        var page = File.ReadAllText(Path.Combine(folder, "cells.html"));
        Assert.Contains("<h1>Hubel and Wiesel&#39;s cells</h1>", page.Replace("'", "&#39;", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(6, page.Split("<img ").Length - 1);
        Assert.True(File.Exists(Path.Combine(folder, "cells.json")));
    }

    [Fact]
    public void History_RunThatFails_LeavesNoFolder()
    {
        var recordings = Directory.CreateDirectory(Path.Combine(Folder, "recordings")).FullName;
        File.WriteAllText(Path.Combine(recordings, "3_theo_7.wav"), "no sound");
        var run = Striate("history", "acoustic", "--data", recordings, "--out", Path.Combine(Folder, "new", "history"));
        AssertOneLine(run, 1);
        Assert.Equal([recordings], Directory.GetFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData("history perceptrn", "perceptron", 2)]
    [InlineData("history cells --data mnist", "learns from nothing but what it draws itself", 2)]
    [InlineData("history acoustic", "Name their folder with --data", 2)]
    [InlineData("history acoustic --data nosuch", "there is no such folder", 2)]
    [InlineData("history lenet5 --data nosuch", "There is no data set or folder 'nosuch'", 2)]
    [InlineData("history cells --out /proc/nowhere", "--out /proc/nowhere: it is no folder that can be made or written to", 2)]
    [InlineData("history lenet5 report", "lenet5: a report is of all machines", 2)]
    [InlineData("history --data mnist report", "mnist: a report is of all machines", 2)]
    [InlineData("history cells --seed -1", "a whole number of at least 0", 2)]
    public void Mistakes_AreOneLineAndWriteNothing(string arguments, string expected, int code)
    {
        var run = Striate(arguments.Split(' '));
        AssertOneLine(run, code);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }
}
