using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>
    /// The convolution of signal processing in two dimensions: the filter runs backwards over the images. What networks call a
    /// convolution is a cross-correlation, <see cref="Conv2d"/>; this one is that with the filters turned by 180°.
    /// </summary>
    /// <param name="x">Images, shape [N, Cin, H, W].</param>
    /// <param name="w">Filters, shape [Cout, Cin / groups, KH, KW].</param>
    /// <param name="b">Biases, shape [Cout], or null for none.</param>
    /// <param name="stride">Step of the window; null for 1.</param>
    /// <param name="padding">Zeros around the image; with K − 1 on every side the result is the full convolution.</param>
    /// <param name="dilation">Distance between a filter's places; null for 1.</param>
    /// <param name="groups">Groups of channels, each with filters of its own.</param>
    /// <returns>Shape as of <see cref="Conv2d"/>: y[n,o,i,j] = b[o] + Σ x[n,c,i·s−p+(KH−1−u)·d,j·s−p+(KW−1−v)·d] · w[o,c,u,v].</returns>
    /// <remarks>Unlike cross-correlation it is commutative and associative: two filters one after the other are the filter that their own
    /// full convolution is.</remarks>
    /// <exception cref="ShapeException">Channels or spatial sizes do not fit.</exception>
    public static Tensor Convolve2d(
        Tensor x, Tensor w, Tensor? b = null, Size2d? stride = null, Padding2d padding = default, Size2d? dilation = null, int groups = 1) =>
        Conv2d(x, Turned(w), b, stride, padding, dilation, groups);

    /// <summary>The convolution of signal processing in one dimension, as <see cref="Convolve2d"/> of images of one row.</summary>
    /// <param name="x">Signals, shape [N, Cin, L].</param>
    /// <param name="w">Filters, shape [Cout, Cin / groups, K].</param>
    /// <param name="b">Biases, shape [Cout], or null for none.</param>
    /// <param name="stride">Step of the window.</param>
    /// <param name="padding">Zeros at the ends; with K − 1 at both the result is the full convolution.</param>
    /// <param name="dilation">Distance between a filter's places.</param>
    /// <param name="groups">Groups of channels, each with filters of its own.</param>
    /// <returns>Shape as of <see cref="Conv1d"/>: y[n,o,i] = b[o] + Σ x[n,c,i·s−p+(K−1−u)·d] · w[o,c,u].</returns>
    /// <exception cref="ShapeException">Channels or lengths do not fit.</exception>
    public static Tensor Convolve1d(
        Tensor x, Tensor w, Tensor? b = null, int stride = 1, Padding1d padding = default, int dilation = 1, int groups = 1) =>
        Conv1d(x, Turned(w), b, stride, padding, dilation, groups);

    // The places of every filter in reverse order, which undoes itself.
    private static Tensor Turned(Tensor w)
    {
        w = ToChannelsLast(w);
        var (filters, places, channels) = (w.Shape[0], w.Shape.Places, w.Shape[1]);
        var y = Tensor.From(w.Shape, Layout.ChannelsLast, y => Turn(w.Span, y));
        return Tape.Record("Turned", [w], y, null, dy => w.ReceiveGrad(dw => Turn(dy.Span, dw)));

        void Turn(ReadOnlySpan<float> source, Span<float> target)
        {
            for (var i = 0; i < filters * places; i++)
            {
                var (filter, place) = Math.DivRem(i, places);
                source.Slice(i * channels, channels).CopyTo(target.Slice(((filter * places) + places - 1 - place) * channels, channels));
            }
        }
    }
}
