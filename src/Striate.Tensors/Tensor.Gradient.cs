using System.Numerics.Tensors;

namespace Striate.Tensors;

/// <summary>Writes a gradient: every number of the span, in the memory order of the tensor that it belongs to.</summary>
/// <param name="gradient">What to fill; its contents are undefined before.</param>
public delegate void GradientWriter(Span<float> gradient);

/// <content>Gradients.</content>
public sealed partial class Tensor
{
    private Tensor? _grad;
    private bool _hasGrad;

    /// <summary>Whether a backward pass is to leave a gradient here. Set it on what is to be learned or looked at.</summary>
    public bool RequiresGrad { get; set; }

    /// <summary>The gradient of the last backward passes, summed, same shape and order; null before the first and after <see cref="ClearGrad"/>.</summary>
    public Tensor? Grad => _hasGrad ? _grad : null;

    /// <summary>The recorded operation that made this tensor; null for one that the user made.</summary>
    internal Operation? Producer { get; set; }

    /// <summary>Forgets the gradient; its memory serves the next one.</summary>
    public void ClearGrad() => _hasGrad = false;

    /// <summary>Computes the gradient of this single number, usually a loss, with respect to all that requires one.</summary>
    /// <exception cref="InvalidOperationException">Nothing was recorded, or this is not one number.</exception>
    public void Backward()
    {
        var tape = Producer?.Tape ?? throw new InvalidOperationException(
            "Backward: this number was not recorded. Open 'using var tape = new Tape();' before the forward pass, and compute it from parameters.");
        tape.Backward(this);
    }

    /// <summary>
    /// Adds a gradient from one of the operations that used this tensor. Does nothing, not even the work, when no
    /// gradient is required here.
    /// </summary>
    /// <param name="write">Computes the gradient.</param>
    public void ReceiveGrad(GradientWriter write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (!RequiresGrad)
        {
            return;
        }

        if (!_hasGrad)
        {
            // A leaf's gradient outlives the step, and its memory serves all following ones.
            _grad ??= new Tensor(Producer is null ? Storage.RentKept(Length) : Storage.Rent(Length), Shape, Layout);
            _hasGrad = true;
            write(_grad.Span);
            return;
        }

        var more = Storage.Rent(Length);
        write(more.Memory);
        TensorPrimitives.Add<float>(_grad!.Span, more.Memory, _grad.Span);
        more.Release();
    }

    /// <summary>Gives an intermediate gradient back as soon as the backward pass has used it.</summary>
    internal void ReleaseGrad()
    {
        _grad?.Release();
        (_grad, _hasGrad) = (null, false);
    }
}
