using System.Numerics.Tensors;
using Striate.Kernels;

namespace Striate.Tensors;

/// <content>Gradients.</content>
public sealed partial class Tensor
{
    private Tensor? _grad;
    private bool _hasGrad;

    /// <summary>Whether a backward pass is to leave a gradient here. Set it on what is to be learned or looked at.</summary>
    public bool RequiresGrad { get; set; }

    /// <summary>
    /// Whether the gradient of a tensor in the middle of a computation stays here after the backward pass, to be looked at; otherwise its memory goes
    /// to the next one. Set it before the backward pass. That of what the user made stays in any case.
    /// </summary>
    public bool KeepsGrad { get; set; }

    /// <summary>The gradient of the last backward passes, summed, same shape and order; null before the first and after <see cref="ClearGrad"/>.</summary>
    public Tensor? Grad => _hasGrad ? _grad : null;

    /// <summary>The recorded operation that made this tensor; null for one that the user made.</summary>
    internal Operation? Producer { get; set; }

    /// <summary>How many recorded operations read this tensor.</summary>
    internal int Uses { get; set; }

    /// <summary>The activation that was joined with the operation that made this tensor, if one was.</summary>
    internal Activation? JoinedActivation { get; set; }

    /// <summary>Whether the operation that made this tensor computes the gradient of a joined activation along with its own.</summary>
    internal bool TakesActivation { get; init; }

    /// <summary>Whether one operation alone read this tensor, and nobody wants to see its gradient.</summary>
    internal bool IsUsedOnce => Uses == 1 && !KeepsGrad;

    /// <summary>Whether this tensor's gradient is to be that of the joined activation's output: nobody else used it.</summary>
    internal bool PassesActivation => TakesActivation && JoinedActivation is not null && IsUsedOnce;

    /// <summary>
    /// The activation that made this tensor, for an operation after it, its only user, that computes the activation's
    /// gradient along with its own; it says so in <see cref="IsGradOfActivationInput"/>.
    /// </summary>
    internal Activation MadeBy { get; init; }

    /// <summary>Whether this tensor's gradient is that of its activation's input already.</summary>
    internal bool IsGradOfActivationInput { get; set; }

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

        var lent = (Layout == Layout.ChannelsLast ? Ops.ToChannelsLast(gradient) : Ops.ToRowMajor(gradient)).Lend(this);
        RecordedOn("tensor").Backward(this, lent);
        lent.Release();
    }

    /// <summary>
    /// Adds a gradient from one of the operations that used this tensor. Does nothing, not even the work, when no
    /// gradient is required here.
    /// </summary>
    /// <param name="write">Computes the gradient.</param>
    public void ReceiveGrad(TensorWriter write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (!RequiresGrad)
        {
            return;
        }

        if (!_hasGrad)
        {
            write(FirstGrad());
            return;
        }

        var more = Storage.Rent(Length);
        write(more.Memory);
        AddGrad(more.Memory);
        more.Release();
    }

    /// <summary>As <see cref="ReceiveGrad"/>, for a gradient that is zero but in a part, such as a slice's.</summary>
    /// <param name="add">Adds that part to the numbers that it gets.</param>
    internal void ReceiveGradOfPart(TensorWriter add)
    {
        if (!RequiresGrad)
        {
            return;
        }

        if (!_hasGrad)
        {
            FirstGrad().Clear();
        }
        else if (_grad!.IsShared)
        {
            var shared = _grad;
            _grad = shared.Clone();
            shared.Release();
        }

        add(_grad!.Span);
    }

    /// <summary>Adds a gradient that was computed already.</summary>
    /// <param name="gradient">As many numbers, in the order of this tensor's memory.</param>
    internal void ReceiveComputedGrad(ReadOnlySpan<float> gradient)
    {
        if (!RequiresGrad)
        {
            return;
        }

        if (_hasGrad)
        {
            AddGrad(gradient);
        }
        else
        {
            gradient.CopyTo(FirstGrad());
        }
    }

    /// <summary>
    /// Adds a gradient that is, number for number, the gradient of the operation's output. The numbers are shared where they
    /// can be, not copied.
    /// </summary>
    /// <param name="gradient">As many numbers, in the order of this tensor's memory.</param>
    internal void ShareGrad(Tensor gradient)
    {
        if (!RequiresGrad)
        {
            return;
        }

        if (_hasGrad || Producer is null)
        {
            ReceiveComputedGrad(gradient.Span);
        }
        else
        {
            (_grad, _hasGrad) = (gradient.Lend(this), true);
        }
    }

    /// <summary>As <see cref="ReceiveGrad"/>, for a gradient that may be written over the gradient of the operation's output.</summary>
    /// <param name="gradient">The gradient of the output, which nobody needs afterwards.</param>
    /// <param name="write">Computes this tensor's gradient from it, in place or not.</param>
    internal void ReceiveGradInPlace(Tensor gradient, InPlaceGradientWriter write)
    {
        if (!RequiresGrad || _hasGrad || Producer is null || gradient.IsShared)
        {
            ReceiveGrad(target => write(gradient.Span, target));
            return;
        }

        write(gradient.Span, gradient.Span);
        ShareGrad(gradient);
    }

    /// <summary>Gives an intermediate gradient back as soon as the backward pass has used it.</summary>
    /// <param name="kept">A copy that stays, or null.</param>
    internal void ReleaseGrad(Tensor? kept)
    {
        _grad?.Release();
        (_grad, _hasGrad) = (kept, kept is not null);
    }

    // The same numbers for a second holder, under the shape of another tensor; nobody changes them in place while both hold them.
    private Tensor Lend(Tensor to)
    {
        var shared = Storage.Share();
        return Shape == to.Shape && Layout == to.Layout ? this : new Tensor(shared, to.Shape, to.Layout);
    }

    // A leaf's gradient outlives the step, and its memory serves all following ones.
    private Span<float> FirstGrad()
    {
        _grad ??= new Tensor(Producer is null ? Storage.RentKept(Length) : Storage.Rent(Length), Shape, Layout);
        _hasGrad = true;
        return _grad.Span;
    }

    private void AddGrad(ReadOnlySpan<float> more)
    {
        var sum = _grad!;
        if (sum.IsShared)
        {
            _grad = new Tensor(Storage.Rent(Length), Shape, Layout);
            sum.Release();
        }

        TensorPrimitives.Add(sum.Span, more, _grad!.Span);
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

/// <summary>Computes a gradient from that of the output, in place where both are the same memory.</summary>
/// <param name="gradient">The gradient of the output.</param>
/// <param name="target">What to fill.</param>
internal delegate void InPlaceGradientWriter(ReadOnlySpan<float> gradient, Span<float> target);
