namespace Striate.Kernels.Reduce;

/// <summary>The setting of a multi-class hinge loss, as the tape records it.</summary>
/// <param name="Margin">By how much the label's score is to lead all others.</param>
public readonly record struct HingeSettings(double Margin);
