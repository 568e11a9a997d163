namespace Striate.Kernels.Reduce;

/// <summary>The settings of an angular margin.</summary>
/// <param name="Margin">m, the angle in radians, from 0 to π.</param>
/// <param name="Scale">s, by which cosines become scores.</param>
public readonly record struct ArcFaceSettings(double Margin, double Scale);
