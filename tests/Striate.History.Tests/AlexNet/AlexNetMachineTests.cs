using Striate.Data;
using Striate.Imaging;
using Striate.Kernels;
using Striate.Reports;

namespace Striate.History.Tests;

public sealed class AlexNetMachineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("striate").FullName;

    [Fact]
    public void Run_OnAFolderOfPictures_LearnsThemAndShowsThem()
    {
        WritePictures(60, 40);
        var exhibit = new AlexNetMachine { Short = (12, 96, 30) }.Run(new Lesson { Pictures = () => PictureData.Open(_folder) });
        Assert.Contains(new PageFact("Parameters of the paper's net", "60,965,224"), exhibit.Findings);
        Assert.StartsWith("Right of 24 test pictures", exhibit.Findings[0].Name, StringComparison.Ordinal);
        Assert.Equal(
            ["changes", "learning", "filters", "opinions", "nearest"],
            exhibit.Sections.SelectMany(section => section.Parts).OfType<PageFigure>().Select(figure => figure.Name));
        Assert.Null(exhibit.DigitError);

        // Of two classes, both are among the first five.
        Assert.DoesNotContain(exhibit.Findings, finding => finding.Name.Contains("first five", StringComparison.Ordinal));
    }

    // A tenth of the maps, the sizes of the paper: pictures of any size come to 256, and parts of 227 go in.
    [Fact]
    public void Training_WithThePapersSizes_TakesAFolderOfPictures()
    {
        WritePictures(4, 300);
        var plan = AlexNetPlan.Paper with { Maps = [8, 16, 16, 16, 16], Units = 32 };
        var net = new OriginalAlexNet(2, plan);
        var (train, _) = PictureData.Open(_folder);
        var points = new AlexNetTraining(net, train).Run(new Lesson());
        Assert.Equal(1, points[^1].Epoch);
        Assert.InRange(points[^1].Loss, 0.01, 10);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Red ones with stripes up and down, green ones with stripes across.
    private void WritePictures(int count, int side)
    {
        var rng = new Rng(1);
        for (var i = 0; i < 2 * count; i++)
        {
            var picture = new Picture(side, side + (i % 3), 3);
            var (kind, shift) = (i % 2, rng.NextInt(8));
            for (var row = 0; row < picture.Height; row++)
            {
                for (var column = 0; column < picture.Width; column++)
                {
                    picture[row, column, kind] = (byte)(((((kind == 0 ? column : row) + shift) / 4) % 2 * 180) + rng.NextInt(60));
                }
            }

            var folder = Directory.CreateDirectory(Path.Combine(_folder, kind == 0 ? "red" : "green")).FullName;
            PictureFile.Write(picture, Path.Combine(folder, $"{i}.png"));
        }
    }
}
