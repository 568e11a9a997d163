using Striate.Data;

namespace Striate.Insight;

/// <summary>One numbered place of a sheet: a picture, or several below each other.</summary>
/// <param name="Label">What stands below.</param>
/// <param name="Pictures">Of one size in the whole sheet.</param>
public sealed record Tile(string Label, params IReadOnlyList<Picture> Pictures);
