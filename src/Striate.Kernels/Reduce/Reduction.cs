namespace Striate.Kernels.Reduce;

/// <summary>How the terms of a loss become one number.</summary>
public enum Reduction
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,
}
