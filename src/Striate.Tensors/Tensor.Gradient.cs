using System.Numerics.Tensors;
using Striate.Kernels;

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
    /// <exception cref="InvalidOperationException">Nothing was recorded, nothing requires a gradient, or this is not one number.</exception>
    public void Backward()
    {
        if (Length != 1)
        {
            throw new InvalidOperationException($"Backward starts from a single number, such as a loss; this is a tensor {Shape}.");
        }

        RecordedOn("number").Backward(this, Full(Shape, 1, Layout));
    }

    /// <summary>
    /// The backward pass from the middle of a computation on, where the gradient of what follows is known: computes the gradient
    /// of Σ y · gradient, y being this tensor, with respect to all that requires one.
    /// </summary>
    /// <param name="gradient">The gradient of this tensor, same shape; brought to its memory order where it has another.</param>
    /// <exception cref="ShapeException">The gradient has another shape.</exception>
    /// <exception cref="InvalidOperationException">Nothing was recorded, or nothing requires a gradient.</exception>
    public void Backward(Tensor gradient)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        if (gradient.Shape != Shape)
        {
            throw new ShapeException($"Backward: the gradient is {gradient.Shape}, the tensor {Shape}; both must have the same shape.");
        }

        RecordedOn("tensor").Backward(this, Layout == Layout.ChannelsLast ? Ops.ToChannelsLast(gradient) : Ops.ToRowMajor(gradient));
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

    private Tape RecordedOn(string what)
    {
        var tape = Producer?.Tape ?? throw new InvalidOperationException(
            $"Backward: this {what} was not recorded. Open 'using var tape = new Tape();' before the forward pass, and compute it from parameters.");
        return RequiresGrad
            ? tape
            : throw new InvalidOperationException($"Backward: nothing that this {what} was computed from requires a gradient.");
    }
}
