using Striate.Kernels;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

/// <summary>
/// How to compute a tensor that nobody has looked at yet. What follows a product, or a sum, or another step of the kind is
/// added to the plan, so that a convolution, its normalisation, the sum of a residual block and an activation take one pass.
/// </summary>
internal sealed class Deferred
{
    private readonly IProduct? _product;
    private readonly Tensor? _origin, _before;
    private readonly Finish _whole, _last;
    private bool? _isLastStepOnly;

    private Deferred(IProduct? product, Tensor? origin, Finish whole, Tensor? before, Finish last) =>
        (_product, _origin, _whole, _before, _last, Scope) = (product, origin, whole, before, last, Scope.Current);

    /// <summary>Whose memory the numbers will be.</summary>
    public Scope? Scope { get; }

    /// <summary>Whether it is worth waiting for what comes after.</summary>
    public bool CanBeJoined { get; private init; } = true;

    /// <summary>The plan for an operation that nothing is joined with.</summary>
    public static Deferred Alone(TensorWriter write) =>
        new(new UnfinishedProduct(write), null, Finish.Nothing, null, Finish.Nothing) { CanBeJoined = false };

    /// <summary>The plan for a product.</summary>
    public static Deferred Product(IProduct product, Tensor? shift) =>
        new(product, null, shift is null ? Finish.Nothing : new Finish(Shift: shift), null, Finish.Nothing);

    /// <summary>The plan for one more step.</summary>
    public static Deferred After(Tensor x, Finish step) =>
        x.Waiting is { CanBeJoined: true } plan && plan._whole.Then(step) is { } whole
            ? new Deferred(plan._product, plan._origin, whole, x, step)
            : new Deferred(null, x, step, null, step);

    // Of a plan that max pooling was joined with.
    private ConvolutionProduct Convolution => (ConvolutionProduct)_product!;

    /// <summary>Whether this is a convolution of which nothing lies in memory yet, and max pooling can be computed along with it.</summary>
    public bool CanPool(in Pool2dGeometry pool) =>
        _before is not { IsComputed: true } && _whole.Residual is null && _product is ConvolutionProduct product && product.CanPool(pool);

    /// <summary>Computes the maxima of the numbers alone.</summary>
    public void WritePooled(Span<float> y) => Convolution.WritePooled(_whole.ToEpilogue(), y);

    /// <summary>
    /// Hands out the gradients of the convolution from that of the maxima, where nobody else used, or wants the gradient of, what lies between:
    /// its results, and at most an activation of them.
    /// </summary>
    /// <param name="x">The tensor of this plan.</param>
    /// <param name="maxima">The maxima.</param>
    /// <param name="gradient">Their gradient, which nobody needs afterwards.</param>
    /// <returns>Whether that was possible.</returns>
    public bool TryBackwardPooled(Tensor x, Tensor maxima, Tensor gradient)
    {
        var isUsedOnce = x.IsUsedOnce && (_before is null || (_last.IsActivationOnly && _before is { Waiting._before: null, IsUsedOnce: true }));
        if (!isUsedOnce)
        {
            return false;
        }

        if (_last.Activation != Activation.None)
        {
            var open = gradient.IsShared ? Tensor.Uninitialized(gradient.Shape, gradient.Layout) : gradient;
            ActivationKernel.Backward(_last.Activation, maxima.Span, gradient.Span, open.Span);
            gradient = open;
        }

        Convolution.BackwardPooled(gradient);
        return true;
    }

    /// <summary>Computes the numbers.</summary>
    public void Write(Shape shape, Span<float> y)
    {
        // What is added may have been computed from the tensor before, as in a residual block without a last activation.
        _whole.Residual?.Root.Compute();

        // Somebody may have looked at the tensor before in the meantime; then only the last step is left. A replay takes the same way.
        _isLastStepOnly ??= _before is { IsComputed: true };
        var (from, finish) = _isLastStepOnly.Value ? (_before, _last) : (_origin, _whole);
        var epilogue = finish.ToEpilogue();
        if (from is null)
        {
            _product!.Write(epilogue, y);
            return;
        }

        var channels = shape.Rank >= 2 ? shape[1] : 1;
        EpilogueKernel.Run(channels == 0 ? 0 : y.Length / channels, channels, from.Span, epilogue, y);
    }
}
