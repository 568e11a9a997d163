namespace Striate.Kernels.Conv;

/// <summary>What to do when (N − F + 2P)/S is no whole number.</summary>
public enum Fit
{
    /// <summary>Round down, as PyTorch and ONNX do: the last rows and columns are left out.</summary>
    Floor,

    /// <summary>An error with the arithmetic in it.</summary>
    Exact,

    /// <summary>
    /// Round up, as PyTorch's ceil_mode does: the last window may hang over the far end, where there is nothing to pool, but it
    /// starts on the input or in the padding before it. For pooling alone.
    /// </summary>
    Ceiling,
}
