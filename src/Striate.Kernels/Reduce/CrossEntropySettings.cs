namespace Striate.Kernels.Reduce;

/// <summary>The setting of a cross-entropy, as the tape records it.</summary>
/// <param name="LabelSmoothing">Share of the target that is spread evenly over all classes.</param>
public readonly record struct CrossEntropySettings(double LabelSmoothing);
