using Striate.Data;
using Striate.Kernels;
using Striate.Reports;

namespace Striate.History.Tests;

public class ZipNetMachineTests
{
    private static readonly Lesson Lesson = new() { Pictures = () => (CodeDigits.Draw(200, seed: 1), CodeDigits.Draw(60, seed: 2)) };

    private static readonly ZipNetMachine Machine = new() { TrainCount = 150, TestCount = 50, Rates = [0.0005, 0.0005], RatesOfAll = [0.0005] };

    [Fact]
    public void Run_OnDrawnDigits_ShowsItsCountsAndPictures()
    {
        var exhibit = Machine.Run(Lesson);
        Assert.Contains(new PageFact("Parameters", "9,760"), exhibit.Findings);
        Assert.Contains(new PageFact("Connections", "64,660"), exhibit.Findings);
        Assert.StartsWith("Wrong of 50 test digits", exhibit.Findings[0].Name, StringComparison.Ordinal);
        Assert.StartsWith("The same, a net that learned from 200 digits", exhibit.Findings[4].Name, StringComparison.Ordinal);
        Assert.InRange(exhibit.DigitError!.Value, 0, 1);
        Assert.DoesNotContain(exhibit.Findings, finding => finding.Value.Contains("paper", StringComparison.Ordinal));
        Assert.Equal(200, exhibit.DigitsLearned);
        Assert.Equal(
            ["learning", "kernels", "states", "rejections", "mistakes"],
            exhibit.Sections.SelectMany(section => section.Parts).OfType<PageFigure>().Select(figure => figure.Name));
    }

    [Fact]
    public void Run_OnMnist_StandsBesideThePaper()
    {
        var exhibit = Machine.Run(new Lesson { Pictures = Lesson.Pictures, IsOfMnist = true });
        Assert.All([(0, "(paper 5.00 %)"), (1, "(paper 0.14 %)"), (2, "(paper 12.10 %)")], fact => Assert.EndsWith(fact.Item2, exhibit.Findings[fact.Item1].Value, StringComparison.Ordinal));
        var learning = exhibit.Sections.SelectMany(section => section.Parts).OfType<PageFigure>().First();
        Assert.EndsWith("the flat line is the paper's, 5.00 % on its own digits.", learning.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Twice_GivesTheSame()
    {
        var (first, second) = (Machine.Run(Lesson), Machine.Run(Lesson));
        Assert.Equal(first.Findings, second.Findings);
        var figures = Array.ConvertAll([first, second], exhibit => exhibit.Sections.SelectMany(section => section.Parts).OfType<PageFigure>().ToList());
        Assert.All(figures[0].Zip(figures[1]), pair => Assert.Equal(pair.First.Png, pair.Second.Png));
    }

    [Fact]
    public void Run_OfMoreClassesThanDigits_SaysSo()
    {
        var names = Enumerable.Range(0, 11).Select(i => $"{i}").ToList();
        var pictures = new PictureSet("letters", [new Picture(16, 16, 1)], [0], names);
        var error = Assert.Throws<ShapeException>(() => Machine.Run(new Lesson { Pictures = () => (pictures, pictures) }));
        Assert.Equal("the pictures are of 11 classes, and the net tells 10 digits apart. Give it pictures of at most so many classes.", error.Message);
    }

    [Fact]
    public void Run_ThatIsEnded_Stops()
    {
        using var source = new CancellationTokenSource();
        var lesson = new Lesson { Pictures = Lesson.Pictures, Cancel = source.Token, Tell = (_, _) => source.Cancel() };
        Assert.Throws<OperationCanceledException>(() => Machine.Run(lesson));
    }
}
