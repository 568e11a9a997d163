namespace Striate.Kernels.Reduce;

/// <summary>How a <see cref="ReduceKernel"/> makes one number of many.</summary>
public enum Folding
{
    /// <summary>Σ x.</summary>
    Sum,

    /// <summary>Σ x².</summary>
    SumOfSquares,

    /// <summary>max x; −∞ of nothing; a NaN stays.</summary>
    Max,

    /// <summary>min x; ∞ of nothing; a NaN stays.</summary>
    Min,
}
