using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

/// <summary>A convolution of images, channels-last, and its gradients; max pooling after it may be computed along with both.</summary>
internal sealed class ConvolutionProduct(Tensor x, Tensor w, Tensor? b, Conv2dGeometry g) : IProduct
{
    // Of a run that is repeated the filters stay, and are brought into order once, for the way that is taken.
    private readonly bool _isRepeated = Tape.Current is { HasGradients: false };
    private PackedFilters? _packed, _packedPooled;
    private Tensor? _places;

    public void Write(in Epilogue epilogue, Span<float> y)
    {
        if (_isRepeated)
        {
            Conv2dKernel.Forward(_packed ??= Conv2dKernel.Pack(g, w.Span), x.Span, epilogue, y);
        }
        else
        {
            Conv2dKernel.Forward(g, x.Span, w.Span, epilogue, y);
        }
    }

    /// <summary>Hands out its gradients.</summary>
    /// <param name="dy">The gradient of its results.</param>
    public void Backward(Tensor dy)
    {
        x.ReceiveGrad(dx => Conv2dKernel.BackwardData(g, dy.Span, w.Span, dx));
        w.ReceiveGrad(dw => Conv2dKernel.BackwardFilter(g, x.Span, dy.Span, dw));
        Ops.BackwardBias(b, dy);
    }

    /// <summary>Whether max pooling can be computed along with it.</summary>
    public bool CanPool(in Pool2dGeometry pool) => !x.RequiresGrad && Conv2dKernel.CanPool(g, pool);

    /// <summary>Computes the maxima alone.</summary>
    public void WritePooled(in Epilogue epilogue, Span<float> y)
    {
        if (_isRepeated)
        {
            Conv2dKernel.ForwardPooled(_packedPooled ??= Conv2dKernel.PackPooled(g, w.Span), x.Span, epilogue, y);
            return;
        }

        _places = Tape.Current is { HasGradients: true } ? Tensor.Uninitialized([Conv2dKernel.PlacesLength(g)]) : null;
        Conv2dKernel.ForwardPooled(g, x.Span, w.Span, epilogue, y, _places is null ? [] : _places.Span);
    }

    /// <summary>Hands out its gradients.</summary>
    /// <param name="dy">The gradient of the maxima.</param>
    public void BackwardPooled(Tensor dy)
    {
        w.ReceiveGrad(dw => Conv2dKernel.BackwardFilterPooled(g, x.Span, dy.Span, _places!.Span, dw));
        Ops.BackwardBias(b, dy);
    }
}
