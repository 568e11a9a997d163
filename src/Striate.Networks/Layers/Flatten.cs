using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Makes several neighbouring axes one; by default stretches each sample to one row of numbers. See <see cref="Ops.Flatten"/>.</summary>
/// <remarks>By default, input [N, ...], output [N, product of the rest].</remarks>
/// <param name="startAxis">The first axis.</param>
/// <param name="endAxis">The last axis.</param>
public sealed class Flatten(int startAxis = 1, int endAxis = -1) : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Flatten(x, startAxis, endAxis);
}
