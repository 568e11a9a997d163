namespace Striate.Kernels.Update;

/// <summary>A parameter that an optimiser changes: four spans of memory as long as one another.</summary>
/// <param name="Weights">Its numbers w, changed in place.</param>
/// <param name="Gradient">Their gradient g.</param>
/// <param name="LearningRate">Its step size η.</param>
/// <param name="WeightDecay">Its λ.</param>
public readonly record struct UpdateTarget(Memory<float> Weights, ReadOnlyMemory<float> Gradient, float LearningRate, float WeightDecay)
{
    /// <summary>The weights as a matrix have so many rows, the parameter's first axis; 1 for a parameter of fewer than two axes.</summary>
    public int Rows { get; init; } = 1;

    /// <summary>The first number that the rule remembers of each weight, changed in place; zeros before the first step. Empty for none.</summary>
    public Memory<float> First { get; init; }

    /// <summary>The second.</summary>
    public Memory<float> Second { get; init; }

    /// <summary>The third.</summary>
    public Memory<float> Third { get; init; }
}
