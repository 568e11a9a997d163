using System.Globalization;

namespace Striate.Training;

/// <summary>
/// How well a network did on a data set: sample by sample, and the metrics that follow. Samples are added one by one; of
/// each, a few numbers are kept.
/// </summary>
/// <example><code>
/// var evaluation = new Evaluation(classes: 10);
/// evaluation.Add(probabilities, label: 7, index: 0);
/// Console.WriteLine(evaluation.Accuracy);
/// </code></example>
public sealed class Evaluation
{
    // Softmax in float32 sums to 1 within a few units in the last place; raw scores do not.
    private const double SumTolerance = 1e-3;

    // The smallest normal float32: a probability that underflowed costs 87.3, not infinity.
    private const float SmallestProbability = 1.17549435e-38f;

    private readonly List<EvaluatedSample> _samples = [];
    private double _loss;

    /// <summary>Starts with no samples.</summary>
    /// <param name="classes">How many classes, at least 1.</param>
    public Evaluation(int classes) => Confusion = new ConfusionMatrix(classes);

    /// <summary>The samples in the order in which they were added.</summary>
    public IReadOnlyList<EvaluatedSample> Samples => _samples;

    /// <summary>Which classes were taken for which.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>Whether the network is right as often as it says.</summary>
    public CalibrationError Calibration { get; } = new();

    /// <summary>The share of samples whose class the network chose; 0 without samples.</summary>
    public double Accuracy => TopKAccuracy(1);

    /// <summary>The mean of the samples' losses; 0 without samples.</summary>
    public double MeanLoss => _samples.Count == 0 ? 0 : _loss / _samples.Count;

    /// <summary>The share of samples whose class is among the k that scored best; 0 without samples.</summary>
    /// <param name="k">How many classes count, at least 1.</param>
    public double TopKAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return _samples.Count == 0 ? 0 : (double)_samples.Count(sample => sample.Rank < k) / _samples.Count;
    }

    /// <summary>The mistakes that the network was most confident of, worst first.</summary>
    /// <param name="n">How many at most.</param>
    /// <returns>Wrong samples alone, so possibly fewer than <paramref name="n"/>. Of equal confidence the earlier index first.</returns>
    public IReadOnlyList<EvaluatedSample> Worst(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return [.. _samples.Where(s => !s.IsRight).OrderByDescending(s => s.Confidence).ThenBy(s => s.Index).Take(n)];
    }

    /// <summary>Adds one sample.</summary>
    /// <param name="probabilities">The network's output after a softmax: one number for each class, summing to 1.</param>
    /// <param name="label">The sample's class.</param>
    /// <param name="index">The sample's number in its data set.</param>
    /// <param name="loss">What it costs; null for the cross-entropy, −ln of the label's probability.</param>
    /// <exception cref="ArgumentException">Not a distribution over the classes, or a label that is none of them.</exception>
    public void Add(ReadOnlySpan<float> probabilities, int label, int index, double? loss = null)
    {
        CheckProbabilities(probabilities, index);
        if ((uint)label >= (uint)probabilities.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(label), $"Evaluation: sample {index} has the label {label}, expected 0 to {probabilities.Length - 1}. Check the labels, or give the network more outputs.");
        }

        var predicted = TopK.Best(probabilities);
        var cost = loss ?? -Math.Log(Math.Max(probabilities[label], SmallestProbability));
        var sample = new EvaluatedSample(
            index, label, predicted, Math.Min(probabilities[predicted], 1), probabilities[label], TopK.Rank(probabilities, label), cost);
        _samples.Add(sample);
        _loss += cost;
        Confusion.Add(label, predicted);
        Calibration.Add(sample.Confidence, sample.IsRight);
    }

    private void CheckProbabilities(ReadOnlySpan<float> probabilities, int index)
    {
        if (probabilities.Length != Confusion.Classes)
        {
            throw new ArgumentException(
                $"Evaluation: sample {index} has {probabilities.Length} probabilities, expected {Confusion.Classes}, one for each class.", nameof(probabilities));
        }

        var sum = 0.0;
        var smallest = float.PositiveInfinity;
        foreach (var probability in probabilities)
        {
            sum += probability;
            smallest = Math.Min(smallest, probability);
        }

        // Written so that NaN fails too.
        if (!(smallest >= 0 && Math.Abs(sum - 1) <= SumTolerance))
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Evaluation: the outputs for sample {index} sum to {sum:G4} with a smallest of {smallest:G4}, expected probabilities that sum to 1. Apply a softmax first."),
                nameof(probabilities));
        }
    }
}
