using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The way back of a max pooling: puts each number to the place where its maximum stood, and zeros elsewhere.</summary>
    /// <param name="x">Numbers, shape [N, C, OH, OW].</param>
    /// <param name="places">Places of the same shape, as <see cref="MaxPool2d(Tensor, out Tensor, Size2d, Size2d?, Padding2d, Size2d?, Fit)"/> gives them.</param>
    /// <param name="outputSize">Height and width of the image that was pooled, H and W.</param>
    /// <returns>Shape [N, C, H, W]: y[n,c,places[n,c,i,j]] = x[n,c,i,j].</returns>
    /// <remarks>Where windows overlapped and several numbers have one place, one of them stays. Zeiler and Fergus, arXiv:1311.2901, section 2.1.</remarks>
    /// <exception cref="ShapeException">The shapes differ, or a number is no place.</exception>
    public static Tensor MaxUnpool2d(Tensor x, Tensor places, Size2d outputSize) =>
        MaxUnpool("MaxUnpool2d", Images(x), places, [x.Shape[0], x.Shape[1], outputSize.Height, outputSize.Width]);

    private static Tensor MaxUnpool(string name, Tensor x, Tensor places, Shape output)
    {
        ArgumentNullException.ThrowIfNull(places);
        if (places.Shape != x.Shape)
        {
            throw new ShapeException($"input {x.Shape} and places {places.Shape}; both must have the same shape.");
        }

        places = ToChannelsLast(places);
        var (N, C, from, to) = (x.Shape[0], x.Shape[1], x.Shape.Places, output.Places);
        var y = Tensor.From(output, Layout.ChannelsLast, y => MaxUnpool2dKernel.Forward(N, C, from, to, x.Span, places.Span, y));

        return Tape.Record(name, [x, places], y, null, dy =>
            x.ReceiveGrad(dx => MaxUnpool2dKernel.Backward(N, C, from, to, dy.Span, places.Span, dx)));
    }
}
