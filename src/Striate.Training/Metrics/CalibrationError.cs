namespace Striate.Training;

/// <summary>
/// Whether a network is right as often as it says: the expected calibration error over bins of equal width.
/// </summary>
/// <remarks>
/// ECE = Σ |B|/n · |acc(B) − conf(B)| over the bins B of the n samples. Guo, Pleiss, Sun and Weinberger, arXiv:1706.04599.
/// </remarks>
public sealed class CalibrationError
{
    private readonly long[] _counts;
    private readonly long[] _right;
    private readonly double[] _confidences;

    /// <summary>Starts with no samples.</summary>
    /// <param name="bins">How many bins between 0 and 1.</param>
    public CalibrationError(int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        (_counts, _right, _confidences) = (new long[bins], new long[bins], new double[bins]);
    }

    /// <summary>How many samples were added.</summary>
    public long Total { get; private set; }

    /// <summary>The bins, from low to high confidence.</summary>
    public IReadOnlyList<CalibrationBin> Bins => [.. Enumerable.Range(0, _counts.Length).Select(Bin)];

    /// <summary>The expected calibration error, 0 (as right as it says) to 1; 0 without samples.</summary>
    public double Value => Total == 0 ? 0 : Bins.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / Total;

    /// <summary>Counts one sample.</summary>
    /// <param name="confidence">The probability of the class that the network chose, 0 to 1.</param>
    /// <param name="isRight">Whether that is the sample's class.</param>
    /// <exception cref="ArgumentOutOfRangeException">No probability.</exception>
    public void Add(double confidence, bool isRight)
    {
        if (!(confidence is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), $"Calibration: confidence {confidence}, expected a probability from 0 to 1. Apply a softmax first.");
        }

        var bin = Math.Max(0, (int)Math.Ceiling(confidence * _counts.Length) - 1);
        _counts[bin]++;
        _right[bin] += isRight ? 1 : 0;
        _confidences[bin] += confidence;
        Total++;
    }

    private CalibrationBin Bin(int bin)
    {
        var samples = Math.Max(1, _counts[bin]);
        return new CalibrationBin(
            (double)bin / _counts.Length, (double)(bin + 1) / _counts.Length, _counts[bin], _confidences[bin] / samples, (double)_right[bin] / samples);
    }
}
