namespace Striate.Kernels.Reduce;

/// <summary>The settings of a cross-entropy.</summary>
/// <param name="LabelSmoothing">Share of the target that is spread evenly over all classes, from 0 to 1.</param>
/// <param name="IgnoredLabel">Samples with this label do not count; null for none.</param>
/// <param name="Reduction">The mean of the samples, weighted by the classes' weights, or their sum.</param>
/// <param name="Focus">γ of the focal loss, by whose power (1 − p)ᵞ each sample counts, p its label's probability; at least 0. For labels without smoothing.</param>
public readonly record struct CrossEntropySettings(
    double LabelSmoothing = 0, int? IgnoredLabel = null, Reduction Reduction = Reduction.Mean, double Focus = 0);
