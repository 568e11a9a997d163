namespace Striate.Insight;

/// <summary>What changes the pixels of a style transfer.</summary>
public enum StyleOptimizer
{
    /// <summary>L-BFGS, as in the paper: fewest steps.</summary>
    LBfgs,

    /// <summary>Adam: needs less memory, and more steps.</summary>
    Adam,
}
