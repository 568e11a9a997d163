namespace Striate.Kernels;

/// <summary>Activations that a kernel applies to its own results.</summary>
public enum Activation : byte
{
    /// <summary>None: y = v.</summary>
    None,

    /// <summary>y = max(v, 0).</summary>
    Relu,

    /// <summary>y = min(max(v, 0), 6).</summary>
    Relu6,
}

internal static class ActivationLimits
{
    /// <summary>The largest output.</summary>
    public static float Ceiling(this Activation activation) => activation == Activation.Relu6 ? 6 : float.PositiveInfinity;
}
