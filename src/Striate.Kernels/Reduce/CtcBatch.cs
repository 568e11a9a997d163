namespace Striate.Kernels.Reduce;

/// <summary>The sizes and labels of a batch of sequences, as connectionist temporal classification reads them.</summary>
public readonly ref struct CtcBatch
{
    /// <summary>Steps, the longest sequence's.</summary>
    public required int Steps { get; init; }

    /// <summary>Samples.</summary>
    public required int Samples { get; init; }

    /// <summary>Classes, the blank among them.</summary>
    public required int Classes { get; init; }

    /// <summary>The labels of all samples, one sample's after another's.</summary>
    public required ReadOnlySpan<int> Labels { get; init; }

    /// <summary>How many labels each sample has.</summary>
    public required ReadOnlySpan<int> LabelLengths { get; init; }

    /// <summary>How many of the steps belong to each sample.</summary>
    public required ReadOnlySpan<int> InputLengths { get; init; }

    internal void Check(in CtcSettings settings)
    {
        if (Samples < 1 || Classes < 1)
        {
            throw new ShapeException($"scores [{Steps}, {Samples}, {Classes}] are a batch of nothing. Leave out empty batches.");
        }

        if ((uint)settings.Blank >= (uint)Classes)
        {
            throw new ShapeException($"blank {settings.Blank} is no class: scores [{Steps}, {Samples}, {Classes}] have classes from 0 to {Classes - 1}.");
        }

        if (LabelLengths.Length != Samples || InputLengths.Length != Samples)
        {
            throw new ShapeException(
                $"{LabelLengths.Length} lengths of labels and {InputLengths.Length} of inputs for {Samples} samples. Give one of both a sample.");
        }

        var labels = 0L;
        for (var n = 0; n < Samples; n++)
        {
            if (LabelLengths[n] < 0 || (uint)InputLengths[n] > (uint)Steps)
            {
                throw new ShapeException(
                    $"sample {n} has {LabelLengths[n]} labels and {InputLengths[n]} steps; expected at least 0 labels and from 0 to {Steps} steps.");
            }

            labels += LabelLengths[n];
        }

        if (labels != Labels.Length)
        {
            throw new ShapeException($"{Labels.Length} labels, but the samples' lengths sum to {labels}. Give the labels of all samples one after another.");
        }

        foreach (var label in Labels)
        {
            if ((uint)label >= (uint)Classes || label == settings.Blank)
            {
                throw new ShapeException($"label {label} is none: labels are classes from 0 to {Classes - 1}, but not the blank, {settings.Blank}.");
            }
        }
    }
}
