namespace Striate.Insight;

/// <summary>In which order the filters of a sheet stand.</summary>
public enum FilterOrder
{
    /// <summary>As the layer has them.</summary>
    Index,

    /// <summary>By their sum of squares, the largest first.</summary>
    Strength,
}
