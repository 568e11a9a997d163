namespace Striate.Kernels.Reduce;

/// <summary>The settings of connectionist temporal classification.</summary>
/// <param name="Blank">The class that stands for no label.</param>
/// <param name="ZeroInfinity">A sample whose labels do not fit into its steps costs nothing instead of infinity.</param>
/// <param name="Reduction">The mean over samples of the cost of a label, or the sum of the samples' costs.</param>
public readonly record struct CtcSettings(int Blank = 0, bool ZeroInfinity = false, Reduction Reduction = Reduction.Mean);
