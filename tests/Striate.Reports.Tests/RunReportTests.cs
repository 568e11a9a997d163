using System.Text.RegularExpressions;
using Striate.Imaging;
using Striate.Networks;
using Striate.Reports.Tests.Report;
using Striate.Tensors;
using Striate.Training;

namespace Striate.Reports.Tests;

public sealed partial class RunReportTests
{
    [Fact]
    public void Write_Digits_HoldsWhatItShould()
    {
        // Every 4 is taken for a 9.
        using var run = new TestRun { Answer = label => label == 4 ? 9 : label };
        run.Write();
        var report = run.Report;
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", report, StringComparison.Ordinal);
        Assert.Contains("<h1>lenet5 on mnist</h1>", report, StringComparison.Ordinal);
        Assert.Contains("<strong>90.00 %</strong>", report, StringComparison.Ordinal);
        Assert.Contains("of 20 test pictures classified rightly, 2 mistakes", report, StringComparison.Ordinal);
        Assert.Contains("<dt>Parameters</dt>\n<dd>61,706</dd>", report, StringComparison.Ordinal);
        Assert.Contains("<dt>Training time</dt>\n<dd>43.0 s</dd>", report, StringComparison.Ordinal);
        Assert.Contains("The most frequent confusion is 4 taken for 9 (2 of 2).", report, StringComparison.Ordinal);
        Assert.Equal(2, Occurrences(report, "is 4, taken for 9, 75.0 %"));
        Assert.Contains("Conv2d 6 → 16, 5×5", report, StringComparison.Ordinal);
        Assert.Contains("<code>striate train --data mnist --model lenet5 --epochs 2 ", report, StringComparison.Ordinal);

        // Curves, confusion, calibration, filters, maps of three digits; two mistakes.
        Assert.Equal(9, Occurrences(report, "<img "));
        Assert.Equal(9, Occurrences(report, " alt=\""));
        AssertSelfContained(report);
    }

    [Fact]
    public void Write_Digits_FiguresAreFilesToo()
    {
        using var run = new TestRun();
        run.Write();
        Assert.Equal(
            ["calibration.png", "confusion.png", "curves.png", "filters.png", "maps-0.png", "maps-4.png", "maps-9.png"],
            Directory.GetFiles(run.Folder.Figures).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(run.Folder.Figures), file => Assert.True(PictureFile.Read(file).Width > 400));
    }

    [Theory]
    [InlineData("one", 0)]
    [InlineData("mirror", 1)]
    public void Write_Views_CurvesSayHowEpochsWereTested(string views, int times)
    {
        using var run = new TestRun { Recipe = new Recipe { Epochs = 2, Views = views } };
        run.Write();
        Assert.Equal(times, Occurrences(run.Report, "epochs are tested by each picture alone"));
    }

    [Fact]
    public void Write_Twice_SameBytes()
    {
        using var run = new TestRun();
        run.Write();
        var first = run.Report;
        run.Write();
        Assert.Equal(first, run.Report);
    }

    [Fact]
    public void Write_Mistakes_AreNamedAsTheDataNameThem()
    {
        // The first 4 of the set turned round is picture 15 of the whole.
        using var run = new TestRun { Answer = label => label == 4 ? 9 : label, Data = pictures => pictures.Select(Enumerable.Range(0, 20).Reverse()) };
        run.Write();
        Assert.Contains("<small>picture 15</small>", run.Report, StringComparison.Ordinal);
        Assert.Contains("alt=\"picture 15, of the class 4\"", run.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NoMistakes_SaysSo()
    {
        using var run = new TestRun();
        run.Write();
        Assert.Contains("<strong>100.00 %</strong>", run.Report, StringComparison.Ordinal);
        Assert.Contains("Nothing lies beside it: there is no mistake.", run.Report, StringComparison.Ordinal);
        Assert.Contains("There are none: every test picture is classified rightly.", run.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NothingRight_NoMaps()
    {
        using var run = new TestRun { Answer = label => (label + 1) % 10 };
        run.Write();
        Assert.Contains("<strong>0.00 %</strong>", run.Report, StringComparison.Ordinal);
        Assert.Contains("Of 20 mistakes, the 18 of which the network was surest.", run.Report, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(run.Folder.Figures), file => file.Contains("maps", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "No epoch has ended yet")]
    [InlineData(1, "After 1 epoch the mean loss while learning is 0.5, on the test data 0.5. The best test accuracy, 95.00 %, stood after epoch 1.")]
    public void Write_FewEpochs_SaysSo(int epochs, string text)
    {
        using var run = new TestRun { EpochsLogged = epochs };
        run.Write();
        Assert.Contains(text, run.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NoConvolution_SaysSo()
    {
        using var run = new TestRun
        {
            Network = new Sequential { new Flatten(), new Linear(12, 3) },
            Picture = (3, 2, 2),
            Classes = ["a", "b", "c"],
        };
        run.Write();
        Assert.Contains("The network has no convolutions", run.Report, StringComparison.Ordinal);
        Assert.Equal(3, Occurrences(run.Report, "<img "));
    }

    [Fact]
    public void Write_HostileNames_Escaped()
    {
        const string Hostile = "<script>alert(\"1\")</script>";
        using var run = new TestRun
        {
            Classes = [Hostile, "a class with a very long name that goes on for more than the width of any table or picture on the page"],
            Network = new LeNet5(2),
            Recipe = new Recipe { Data = $"pets/{Hostile}", Augment = Hostile },
            Answer = _ => 1,
        };
        run.Write();
        Assert.DoesNotContain("<script", run.Report, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("is &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;, taken for a class with", run.Report, StringComparison.Ordinal);
        AssertSelfContained(run.Report);
    }

    [Fact]
    public void Write_ColourPicturesOfManyClasses_WeakestFirst()
    {
        using var run = new TestRun
        {
            Classes = [.. Enumerable.Range(0, 100).Select(i => $"kind {i}")],
            Network = new LectureNet(100),
            Picture = (3, 32, 32),
            PicturesOfAClass = 1,
            Answer = label => label == 42 ? 7 : label,
        };
        run.Write();
        Assert.Contains("Top-5 accuracy", run.Report, StringComparison.Ordinal);
        Assert.Contains("<summary>All 100 classes</summary>", run.Report, StringComparison.Ordinal);
        Assert.True(run.Report.IndexOf(">kind 42<", StringComparison.Ordinal) < run.Report.IndexOf(">kind 0<", StringComparison.Ordinal));
        Assert.Contains("in the colours that it answers to", run.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LargePicturesOfAnotherSizeThanTheNetworkTakes_BroughtToIt()
    {
        using var run = new TestRun
        {
            Classes = ["a", "b"],
            Network = new LectureNet(2),
            Input = [3, 32, 32],
            Picture = (3, 400, 600),
            Answer = _ => 0,
        };
        run.Write();
        Assert.Contains("maps-0.png", Directory.GetFiles(run.Folder.Figures).Select(Path.GetFileName));
        Assert.Equal(2, Occurrences(run.Report, "is b, taken for a"));
        Assert.DoesNotContain("class=\"pixels\"", run.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_DamagedLog_ErrorAndNoReport()
    {
        using var run = new TestRun { LastLines = ["{", "{}"] };
        var error = Assert.Throws<FileFormatException>(run.Write);
        Assert.Equal($"{run.Folder.Log}: is no log of a run: line 6 is damaged. Restore the file, or delete the line.", error.Message);
        Assert.False(File.Exists(run.Folder.Report));
    }

    private static void AssertSelfContained(string report)
    {
        Assert.All(Attribute().Matches(report), match => Assert.StartsWith("data:image/png;base64,", match.Groups[1].Value, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", report, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", report, StringComparison.Ordinal);
        Assert.DoesNotContain("://", report, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", report, StringComparison.Ordinal);
        Assert.All(Element().Matches(report).GroupBy(match => match.Groups[2].Value), group =>
            Assert.Equal(group.Count(match => match.Groups[1].Value.Length > 0), group.Count(match => match.Groups[1].Value.Length == 0)));
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex Attribute();

    // All but those without an end.
    [GeneratedRegex("<(/?)(?!meta|img|!)([a-z0-9]+)[^>]*>")]
    private static partial Regex Element();
}
