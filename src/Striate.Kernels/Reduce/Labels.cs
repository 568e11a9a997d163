namespace Striate.Kernels.Reduce;

/// <summary>The checks that every loss over class labels makes.</summary>
internal static class Labels
{
    /// <summary>There is a sample, each has a label, and each label is a class or the one that is passed over.</summary>
    public static void Check(int samples, int classes, ReadOnlySpan<int> labels, int? ignored = null)
    {
        CheckBatch(samples, classes);
        if (labels.Length != samples)
        {
            throw new ShapeException(
                $"scores [{samples}, {classes}] have {samples} samples, but there are {labels.Length} labels. Give one label a sample.");
        }

        for (var i = 0; i < samples; i++)
        {
            if ((uint)labels[i] >= (uint)classes && labels[i] != ignored)
            {
                throw new ShapeException(
                    $"label {labels[i]} of sample {i} is out of range: scores [{samples}, {classes}] have {classes} classes, "
                    + $"labels go from 0 to {classes - 1}.");
            }
        }
    }

    /// <summary>There is a sample, and a class.</summary>
    public static void CheckBatch(int samples, int classes)
    {
        if (samples < 1 || classes < 1)
        {
            throw new ShapeException(
                $"scores [{samples}, {classes}] are a batch of nothing: a mean needs at least one sample and one class. Leave out empty batches.");
        }
    }

    /// <summary>The mean of the samples' losses, added in their order.</summary>
    public static float Mean(ReadOnlySpan<float> losses) => (float)(Sum(losses) / losses.Length);

    /// <summary>The sum of the samples' losses, added in their order.</summary>
    public static double Sum(ReadOnlySpan<float> losses)
    {
        var sum = 0.0;
        foreach (var loss in losses)
        {
            sum += loss;
        }

        return sum;
    }
}
