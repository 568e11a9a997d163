namespace Striate.Kernels.Reduce;

/// <summary>The settings of a Tversky loss. With both weights at 1/2 it is the Dice loss.</summary>
/// <param name="Alpha">Weight of what was found wrongly.</param>
/// <param name="Beta">Weight of what was missed.</param>
/// <param name="Smoothing">Added above and below the fraction bar.</param>
public readonly record struct TverskySettings(double Alpha, double Beta, double Smoothing);
