namespace Striate.Kernels.Elementwise;

/// <summary>How the share Φ(x) of a <see cref="GeluFunction"/> is computed.</summary>
public enum GeluForm
{
    /// <summary>The normal distribution itself, Φ(x) = (1 + erf(x/√2))/2.</summary>
    Erf,

    /// <summary>Φ(x) ≈ (1 + tanh(√(2/π)·(x + 0.044715·x³)))/2.</summary>
    Tanh,
}
