namespace Striate.Training.Tests.Metrics;

public class EvaluationTests
{
    [Fact]
    public void Metrics_ByHand_Equal()
    {
        var evaluation = Make();
        Assert.Equal(2.0 / 5, evaluation.Accuracy);
        Assert.Equal(evaluation.Confusion.Accuracy, evaluation.Accuracy);
        // Ranks of the labels: 0 0 1 2 2, the last after an equal score of a lower class.
        Assert.Equal([0, 0, 1, 2, 2], evaluation.Samples.Select(sample => sample.Rank));
        Assert.Equal(3.0 / 5, evaluation.TopKAccuracy(2));
        Assert.Equal(1, evaluation.TopKAccuracy(3));
        // log_loss = −1/n · Σ ln p(label), labels 0 1 0 1 2.
        Assert.Equal(-(Math.Log(0.7) + Math.Log(0.5) + Math.Log(0.3) + Math.Log(0.15) + Math.Log(0.05)) / 5, evaluation.MeanLoss, 1e-7);
        Assert.Equal(1, evaluation.Confusion[0, 2]);
        Assert.Equal(5, evaluation.Calibration.Total);
    }

    [Fact]
    public void Worst_Mistakes_MostConfidentFirst()
    {
        var evaluation = Make();
        Assert.Equal([40, 30, 20], evaluation.Worst(9).Select(sample => sample.Index));
        Assert.Equal([40], evaluation.Worst(1).Select(sample => sample.Index));
        var worst = evaluation.Worst(1)[0];
        Assert.Equal((2, 0, 0.9f, 0.05f, 2, false), (worst.Label, worst.Predicted, worst.Confidence, worst.LabelProbability, worst.Rank, worst.IsRight));
    }

    [Fact]
    public void Worst_EqualConfidence_EarlierIndexFirst()
    {
        var evaluation = new Evaluation(2);
        evaluation.Add([0.75f, 0.25f], 1, 8);
        evaluation.Add([0.75f, 0.25f], 1, 3);
        Assert.Equal([3, 8], evaluation.Worst(2).Select(sample => sample.Index));
    }

    [Fact]
    public void MeanLoss_ProbabilityUnderflowed_Finite()
    {
        var evaluation = new Evaluation(2);
        evaluation.Add([1, 0], 1, 0);
        Assert.Equal(126 * Math.Log(2), evaluation.MeanLoss, 1e-5);
    }

    [Fact]
    public void Metrics_NoSamples_Zero()
    {
        var evaluation = new Evaluation(10);
        Assert.Equal((0.0, 0.0, 0.0), (evaluation.Accuracy, evaluation.MeanLoss, evaluation.Calibration.Value));
        Assert.Empty(evaluation.Worst(5));
    }

    [Fact]
    public void Add_NotADistribution_Error()
    {
        var evaluation = new Evaluation(2);
        AssertError("Evaluation: the outputs for sample 7 sum to 5 with a smallest of 2, expected probabilities that sum to 1. Apply a softmax first.", [2, 3], 0);
        AssertError("Evaluation: the outputs for sample 7 sum to 1 with a smallest of -1, expected probabilities that sum to 1. Apply a softmax first.", [2, -1], 0);
        AssertError("Evaluation: the outputs for sample 7 sum to NaN with a smallest of NaN, expected probabilities", [1, float.NaN], 0);
        AssertError("Evaluation: sample 7 has 3 probabilities, expected 2, one for each class.", [1, 0, 0], 0);
        AssertError("Evaluation: sample 7 has the label 2, expected 0 to 1. Check the labels, or give the network more outputs.", [1, 0], 2);
        Assert.Empty(evaluation.Samples);
        Assert.Equal(0, evaluation.Confusion.Total);

        void AssertError(string expected, float[] probabilities, int label) => Assert.StartsWith(
            expected, Assert.ThrowsAny<ArgumentException>(() => evaluation.Add(probabilities, label, 7)).Message, StringComparison.Ordinal);
    }

    private static Evaluation Make()
    {
        var evaluation = new Evaluation(3);
        evaluation.Add([0.7f, 0.2f, 0.1f], 0, 0);
        evaluation.Add([0.3f, 0.5f, 0.2f], 1, 10);
        evaluation.Add([0.3f, 0.2f, 0.5f], 0, 20);
        evaluation.Add([0.65f, 0.15f, 0.2f], 1, 30);
        evaluation.Add([0.9f, 0.05f, 0.05f], 2, 40);
        return evaluation;
    }
}
