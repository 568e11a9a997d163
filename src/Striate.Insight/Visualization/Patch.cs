using Striate.Data;

namespace Striate.Insight;

/// <summary>A part of a picture that a unit answers to.</summary>
/// <param name="Picture">What the unit sees there.</param>
/// <param name="Activation">Its answer.</param>
public sealed record Patch(Picture Picture, float Activation);
