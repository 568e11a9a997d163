namespace Striate.Kernels.Norm;

/// <summary>The settings of a batch normalisation, as the tape records them.</summary>
/// <param name="Training">Normalised by the batch's own statistics; else by the running ones.</param>
/// <param name="Momentum">Weight of a batch in the running statistics.</param>
/// <param name="Epsilon">Added to the variance.</param>
public readonly record struct BatchNormSettings(bool Training, double Momentum, double Epsilon);
