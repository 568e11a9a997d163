using Striate.Reports;

namespace Striate.History.Tests;

public class LeNet5MachineTests
{
    [Fact]
    public void Run_OnDrawnDigits_LearnsThemAndShowsItsCountsAndPictures()
    {
        var lesson = new Lesson { Pictures = () => (CodeDigits.Draw(1000, seed: 1), CodeDigits.Draw(60, seed: 2)) };
        var exhibit = new LeNet5Machine { Rates = [0.0005, 0.0002] }.Run(lesson);
        Assert.InRange(exhibit.DigitError!.Value, 0, 0.3);

        // The paper's figures are of MNIST, and these digits are not.
        Assert.DoesNotContain(exhibit.Findings, finding => finding.Value.Contains("paper", StringComparison.Ordinal));
        Assert.Contains(new PageFact("Parameters", "60,000"), exhibit.Findings);
        Assert.Contains(new PageFact("Connections", "340,908"), exhibit.Findings);
        Assert.Equal(
            ["learning", "kernels", "states", "codes", "mistakes"],
            exhibit.Sections.SelectMany(section => section.Parts).OfType<PageFigure>().Select(figure => figure.Name));
    }
}
