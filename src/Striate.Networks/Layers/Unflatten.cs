using Striate.Tensors;

namespace Striate.Networks;

/// <summary>One axis as several. See <see cref="Ops.Unflatten"/>.</summary>
/// <remarks>Input [N, ...], output with the given sizes in the place of the axis.</remarks>
/// <param name="axis">The axis.</param>
/// <param name="sizes">The sizes that it becomes; one may be −1, which is as large as the axis makes it.</param>
public sealed class Unflatten(int axis, params int[] sizes) : Module
{
    /// <inheritdoc/>
    public override string Description => $"Unflatten axis {axis} to {string.Join("×", sizes)}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Unflatten(x, axis, sizes);
}
