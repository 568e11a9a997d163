using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>Which parts of an image speak for a class: what all methods are asked.</summary>
/// <param name="Network">Gives scores [1, K].</param>
/// <param name="Image">Shape [1, C, H, W].</param>
/// <param name="Target">The class.</param>
public sealed record SaliencyQuestion(Module Network, Tensor Image, int Target)
{
    /// <summary>The layer of Grad-CAM; null for the last that has places.</summary>
    public Module? Layer { get; init; }

    /// <summary>Decides the noise of SmoothGrad.</summary>
    public ulong Seed { get; init; }

    /// <summary>Is told how much of a method's work is done, from 0 to 1.</summary>
    public Action<double> Progress { get; init; } = _ => { };

    /// <summary>Ends a method.</summary>
    public CancellationToken Cancel { get; init; }
}
