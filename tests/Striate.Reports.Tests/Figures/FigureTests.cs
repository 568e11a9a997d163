using System.Buffers.Binary;
using System.Xml.Linq;
using Striate.Kernels;
using Striate.Training;

namespace Striate.Reports.Tests.Figures;

public class FigureTests
{
    private static readonly string[] Digits = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];

    [Fact]
    public void Curves_TwoAndThreePanels_SizesAndTexts()
    {
        double[] loss = [0.31, 0.09, 0.06, 0.045, 0.038, double.NaN];
        double[] accuracy = [0.91, 0.97, 0.981, 0.986, 0.9885, 0.9907];
        Check(CurvesFigure.Draw(loss, loss, accuracy, accuracy), "curves", 920, 340, "Loss", "Accuracy", "epoch", "training, at last 0.0380", "test, at last 99.07 %");
        Check(
            CurvesFigure.Draw([.. loss.Select(v => v * 1.3)], loss, [.. accuracy.Select(v => v - 0.01)], accuracy, [0.01, 0.02, 0.015, 0.01, 0.005, 0]),
            "curves3", 1380, 340, "Learning rate");
    }

    [Fact]
    public void Curves_NothingYet_StillAFigure() => Check(CurvesFigure.Draw([], [], [], []), "empty", 920, 340, "Loss");

    [Fact]
    public void Bars_NamesOnTheLeftAndValuesAtTheEnds() => Check(
        BarsFigure.Draw("Test error on MNIST", "wrong, % of the test digits", "lowest so far", ("Perceptron, 1957", 5.39, "5.39 %"), ("Adaline and Madaline, 1960", 7.38, "7.38 %"), ("LeNet-5, 1998", 0, "0.00 %")),
        "bars", 690, 208, "Test error on MNIST", "Perceptron, 1957", "Adaline and Madaline, 1960", "7.38 %", "0.00 %");

    [Fact]
    public void Confusion_TenClasses_CountsAndNames()
    {
        var matrix = new ConfusionMatrix(10);
        var rng = new Rng(5);
        for (var i = 0; i < 10000; i++)
        {
            var label = rng.NextInt(10);
            matrix.Add(label, rng.NextInt(100) == 0 ? Math.Min(9, rng.NextInt(4) * 3) : label);
        }

        Check(
            ConfusionFigure.Draw(matrix, Digits), "confusion", 620, 620,
            "predicted class", "true class", $"{matrix[3, 3]}", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100 * matrix.Accuracy:0.00} % of 10,000 samples right"));
    }

    [Fact]
    public void Confusion_LongNamesAndManyClasses_Drawn()
    {
        var matrix = new ConfusionMatrix(60);
        for (var c = 0; c < 60; c++)
        {
            matrix.Add(c, c);
            matrix.Add(c, c / 2);
        }

        Check(ConfusionFigure.Draw(matrix, [.. Enumerable.Range(0, 60).Select(c => $"class {c}")]), "confusion60", 1000, 1000, "class 58");
    }

    [Fact]
    public void Confusion_WrongNumberOfNames_Error()
    {
        var error = Assert.Throws<ArgumentException>(() => ConfusionFigure.Draw(new ConfusionMatrix(3), Digits));
        Assert.StartsWith("Confusion figure: 10 names for 3 classes. Give each class one name.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reliability_Samples_ErrorInTheTitle()
    {
        var calibration = new CalibrationError();
        var rng = new Rng(6);
        for (var i = 0; i < 5000; i++)
        {
            var confidence = 1 - (0.7 * Math.Pow(rng.NextDouble(), 3));
            calibration.Add(confidence, rng.NextDouble() < (confidence < 0.55 ? confidence + 0.2 : Math.Pow(confidence, 1.6)));
        }

        Check(
            ReliabilityFigure.Draw(calibration), "reliability", 920, 400, "confidence, %", "right", "too sure", "too unsure", "samples",
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Expected calibration error {100 * calibration.Value:0.00} %"));
    }

    // Texts are looked for in the SVG, where they stay texts; set STRIATE_FIGURES to a folder to look at the pictures.
    private static void Check(Figure figure, string name, int width, int height, params string[] texts)
    {
        var png = figure.ToPng();
        Assert.Equal((2 * width, 2 * height), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.Equal(png, figure.ToPng());
        var svg = XDocument.Parse(figure.ToSvg());
        var written = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim()).ToHashSet();
        Assert.Superset(texts.ToHashSet(), written);
        // The lowest tick of a panel that nobody filled; none of these figures goes below zero.
        Assert.DoesNotContain("-10", written);
        if (Environment.GetEnvironmentVariable("STRIATE_FIGURES") is { } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, name + ".png"), png);
        }
    }
}
