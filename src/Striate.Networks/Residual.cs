using Striate.Tensors;

namespace Striate.Networks;

/// <summary>A residual block: body(x) + shortcut(x), and an activation if given. He et al., arXiv:1512.03385.</summary>
public sealed class Residual : Module
{
    private readonly Module _body;
    private readonly Module? _shortcut, _activation;

    /// <summary>Builds the block.</summary>
    /// <param name="body">What is learned on top of the input.</param>
    /// <param name="shortcut">What brings the input to the body's shape; null to pass it on as it is.</param>
    /// <param name="activation">What follows the sum; null for nothing.</param>
    public Residual(Module body, Module? shortcut = null, Module? activation = null)
    {
        _body = Add("body", body);
        _shortcut = shortcut is null ? null : Add("shortcut", shortcut);
        _activation = activation is null ? null : Add("activation", activation);
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var y = Ops.Add(_body.Forward(x), _shortcut?.Forward(x) ?? x);
        return _activation?.Forward(y) ?? y;
    }
}
