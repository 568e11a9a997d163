namespace Striate.Kernels.Update;

/// <summary>The numbers of one step of Adam or AdamW.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Beta1">Decay of the mean of gradients, β₁.</param>
/// <param name="Beta2">Decay of the mean of squared gradients, β₂.</param>
/// <param name="Epsilon">Added to the divisor, ε.</param>
/// <param name="WeightDecay">λ.</param>
/// <param name="Decoupled">The decay shrinks the weights themselves (AdamW); else it is added to the gradient (Adam).</param>
/// <param name="Step">Number of the step, from 1.</param>
public readonly record struct AdamSettings(
    float LearningRate, float Beta1, float Beta2, float Epsilon, float WeightDecay, bool Decoupled, int Step);
