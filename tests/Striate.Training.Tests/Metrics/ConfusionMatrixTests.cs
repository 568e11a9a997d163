using CsCheck;

namespace Striate.Training.Tests.Metrics;

public class ConfusionMatrixTests
{
    // labels      0 0 0 0 1 1 1 2 2 2
    // predictions 0 0 1 2 1 1 0 2 1 1      rows are labels: 2 1 1 / 1 2 0 / 0 2 1
    private static readonly int[] Labels = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2];
    private static readonly int[] Predictions = [0, 0, 1, 2, 1, 1, 0, 2, 1, 1];

    [Fact]
    public void Metrics_ByHand_Equal()
    {
        var matrix = Make(3);
        Assert.Equal([2, 1, 1, 1, 2, 0, 0, 2, 1], from label in Enumerable.Range(0, 3) from predicted in Enumerable.Range(0, 3) select matrix[label, predicted]);
        Assert.Equal(10, matrix.Total);
        Assert.Equal([4, 3, 3], Enumerable.Range(0, 3).Select(matrix.Support));
        Assert.Equal(0.5, matrix.Accuracy);
        AssertEqual([2.0 / 3, 2.0 / 5, 1.0 / 2], matrix.Precision);
        AssertEqual([2.0 / 4, 2.0 / 3, 1.0 / 3], matrix.Recall);
        // 2·P·R / (P + R) by hand: 4/7, 1/2, 2/5.
        AssertEqual([4.0 / 7, 1.0 / 2, 2.0 / 5], matrix.F1);
        Assert.Equal(((2.0 / 3) + (2.0 / 5) + (1.0 / 2)) / 3, matrix.MacroPrecision, 1e-12);
        Assert.Equal(((2.0 / 4) + (2.0 / 3) + (1.0 / 3)) / 3, matrix.MacroRecall, 1e-12);
        Assert.Equal(((4.0 / 7) + (1.0 / 2) + (2.0 / 5)) / 3, matrix.MacroF1, 1e-12);
    }

    [Fact]
    public void Metrics_ClassThatNeverOccurs_CountsAsZero()
    {
        // precision_score(..., labels=range(4), average="macro", zero_division=0) divides by all four classes.
        var matrix = Make(4);
        Assert.Equal((0.0, 0.0, 0.0), (matrix.Precision(3), matrix.Recall(3), matrix.F1(3)));
        Assert.Equal(Make(3).MacroPrecision * 3 / 4, matrix.MacroPrecision, 1e-12);
        Assert.Equal(Make(3).MacroF1 * 3 / 4, matrix.MacroF1, 1e-12);
    }

    [Fact]
    public void Metrics_NoSamples_Zero()
    {
        var matrix = new ConfusionMatrix(2);
        Assert.Equal((0.0, 0.0, 0.0, 0.0), (matrix.Accuracy, matrix.MacroPrecision, matrix.MacroRecall, matrix.MacroF1));
    }

    [Fact]
    public void Metrics_AnySamples_EqualTheDefinitions() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Array[1, 40].Sample(samples =>
        {
            var matrix = new ConfusionMatrix(4);
            foreach (var (label, predicted) in samples)
            {
                matrix.Add(label, predicted);
            }

            for (var c = 0; c < 4; c++)
            {
                double both = samples.Count(s => s.Item1 == c && s.Item2 == c);
                var precision = both == 0 ? 0 : both / samples.Count(s => s.Item2 == c);
                var recall = both == 0 ? 0 : both / samples.Count(s => s.Item1 == c);
                Assert.Equal(precision, matrix.Precision(c), 1e-12);
                Assert.Equal(recall, matrix.Recall(c), 1e-12);
                Assert.Equal(both == 0 ? 0 : 2 * precision * recall / (precision + recall), matrix.F1(c), 1e-12);
            }

            Assert.Equal((double)samples.Count(s => s.Item1 == s.Item2) / samples.Length, matrix.Accuracy, 1e-12);
        });

    [Fact]
    public void Add_LabelOutOfRange_Error()
    {
        var matrix = new ConfusionMatrix(3);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add(3, 0));
        Assert.StartsWith(
            "Confusion matrix: class 3, expected 0 to 2. Check the labels, or give the network more outputs.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add(0, -1));
        Assert.Equal(0, matrix.Total);
    }

    private static ConfusionMatrix Make(int classes)
    {
        var matrix = new ConfusionMatrix(classes);
        foreach (var (label, predicted) in Labels.Zip(Predictions))
        {
            matrix.Add(label, predicted);
        }

        return matrix;
    }

    private static void AssertEqual(double[] expected, Func<int, double> actual) =>
        Assert.All(expected, (value, c) => Assert.Equal(value, actual(c), 1e-12));
}
