namespace Striate.Training;

/// <summary>
/// Counts how often a sample of one class was taken for each class, and what follows from the counts. A quotient without
/// a denominator (a class that never occurs or is never predicted) is 0, as in scikit-learn with zero_division=0.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;

    /// <summary>Starts with no samples.</summary>
    /// <param name="classes">How many classes, at least 1.</param>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        _counts = new long[classes, classes];
    }

    /// <summary>How many classes.</summary>
    public int Classes => _counts.GetLength(0);

    /// <summary>How many samples were added.</summary>
    public long Total { get; private set; }

    /// <summary>How many samples of a class were taken for another, or for itself.</summary>
    /// <param name="label">The true class, the row.</param>
    /// <param name="predicted">The class that the network chose, the column.</param>
    public long this[int label, int predicted] => _counts[Check(label, nameof(label)), Check(predicted, nameof(predicted))];

    /// <summary>Right samples by all samples.</summary>
    public double Accuracy => Ratio(Sum(c => _counts[c, c]), Total);

    /// <summary>The mean of all classes' precision, each class counting alike.</summary>
    public double MacroPrecision => Mean(Precision);

    /// <summary>The mean of all classes' recall, each class counting alike.</summary>
    public double MacroRecall => Mean(Recall);

    /// <summary>The mean of all classes' F1, each class counting alike.</summary>
    public double MacroF1 => Mean(F1);

    /// <summary>Counts one sample.</summary>
    /// <param name="label">The true class.</param>
    /// <param name="predicted">The class that the network chose.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class that is not from 0 to <see cref="Classes"/> − 1.</exception>
    public void Add(int label, int predicted)
    {
        _counts[Check(label, nameof(label)), Check(predicted, nameof(predicted))]++;
        Total++;
    }

    /// <summary>How many samples have this label: the sum of its row.</summary>
    /// <param name="label">The class.</param>
    public long Support(int label) => Sum(predicted => this[label, predicted]);

    /// <summary>Of the samples taken for this class, the share that belong to it: TP / (TP + FP).</summary>
    /// <param name="label">The class.</param>
    public double Precision(int label) => Ratio(this[label, label], Predicted(label));

    /// <summary>Of the samples of this class, the share that were recognised: TP / (TP + FN).</summary>
    /// <param name="label">The class.</param>
    public double Recall(int label) => Ratio(this[label, label], Support(label));

    /// <summary>The harmonic mean of precision and recall: 2·TP / (2·TP + FP + FN).</summary>
    /// <param name="label">The class.</param>
    public double F1(int label) => Ratio(2 * this[label, label], Predicted(label) + Support(label));

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private long Predicted(int predicted) => Sum(label => this[label, predicted]);

    private long Sum(Func<int, long> count) => Enumerable.Range(0, Classes).Sum(count);

    private double Mean(Func<int, double> value) => Enumerable.Range(0, Classes).Sum(value) / Classes;

    private int Check(int index, string name) => (uint)index < (uint)Classes
        ? index
        : throw new ArgumentOutOfRangeException(name, $"Confusion matrix: class {index}, expected 0 to {Classes - 1}. Check the labels, or give the network more outputs.");
}
