namespace Striate.Kernels.Norm;

/// <summary>The settings of a layer normalisation.</summary>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="SubtractsMean">Whether the mean is brought to 0 as well; RMS normalisation leaves it.</param>
public readonly record struct LayerNormSettings(double Epsilon, bool SubtractsMean = true);
