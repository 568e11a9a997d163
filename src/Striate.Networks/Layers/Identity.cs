using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Passes its input on.</summary>
/// <remarks>Any shape.</remarks>
public sealed class Identity : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => x;
}
