using Striate.History;
using Striate.Tests;

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

    [Fact]
    public void Report_OfStoredResults_TakesThemAndRunsBrokenOnesAgain()
    {
        // Photos are not here, and the digits of MNIST are.
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "history")).FullName;
        foreach (var machine in Machines.All)
        {
            new Exhibit([], []) { Command = $"striate history {machine.Name} --data other", IsOfMnist = true }.Save(Path.Combine(folder, $"{machine.Name}.json"));
        }

        new Exhibit([], []).Save(Path.Combine(folder, "cells.json"));
        var run = Command.Run("/usr/bin/env", [$"STRIATE_DATA={Folder}", Program, "history", "report", "--out", folder], Folder, Timeout);
        Assert.True(run.ExitCode == 0, run.Errors);
        string[] lines =
        [
            $"{Path.Combine(folder, "cells.json")}: it is not the result of a machine's run, or of an older version; the machine runs again.",
            "LeNet-5: as it ran before (striate history lenet5 --data other)",
            "Deep acoustic model: as it ran before (striate history acoustic --data other)",
            "AlexNet: as it ran before, not on cifar10, which is not here (striate history alexnet --data other)",
        ];
        Assert.All(lines, line => Assert.Contains(line, run.Output.Split('\n')));
        Assert.Equal("striate history cells", Exhibit.Load(Path.Combine(folder, "cells.json")).Command);
    }

    [Theory]
    [InlineData("cells.html", "history", "cells")]
    [InlineData("cells.json", "history", "cells")]
    [InlineData("report.html", "history", "report")]
    public void Output_ThatIsAFolder_IsToldBeforeTheRun(string name, params string[] arguments)
    {
        var taken = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        var run = Striate([.. arguments, "--out", Folder]);
        AssertOneLine(run, 2);
        Assert.Contains($"{taken} is a folder, and a file of that name is to be written. Move it away, or name another folder.", run.Errors, StringComparison.Ordinal);
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
