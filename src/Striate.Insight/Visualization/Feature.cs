using Striate.Data;

namespace Striate.Insight;

/// <summary>One place of a sheet of features.</summary>
/// <param name="Label">Which feature, and its answers.</param>
/// <param name="Found">The pictures that were found to drive it; at least one, of every feature as many.</param>
/// <param name="Patches">The best parts of real pictures, or none.</param>
public sealed record Feature(string Label, IReadOnlyList<Picture> Found, IReadOnlyList<Patch> Patches);
