using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    // A convolution of images; a signal is an image of one row. The filters are channels-last.
    private static Tensor Convolution(string name, Tensor x, Tensor w, Tensor? b, Shape output, Conv2dGeometry g)
    {
        var product = new ConvolutionProduct(x, w, b, g);
        return Tape.Record(name, [x, w, b], Tensor.Defer(output, Layout.ChannelsLast, b, product), g, product.Backward);
    }

    // A bias was added to every place of a channel.
    internal static void BackwardBias(Tensor? b, Tensor dy) => b?.ReceiveGrad(db => SumRowsKernel.Run(dy.Length / db.Length, db.Length, dy.Span, db));

    // Filters [Cout, Cin / groups, ...] for an input that was checked, channels-last.
    private static Tensor Filters(Tensor x, Tensor w, int groups)
    {
        w = FiltersOfRank(x, w);
        return x.Shape[1] == w.Shape[1] * groups
            ? w
            : throw new ShapeException(
                $"input {x.Shape} has {x.Shape[1]} channels, filters {w.Shape} in {groups} group(s) expect {w.Shape[1] * groups}.");
    }

    // Filters [Cin, Cout / groups, ...] of a transposed convolution.
    private static Tensor TransposedFilters(Tensor x, Tensor w)
    {
        w = FiltersOfRank(x, w);
        return x.Shape[1] == w.Shape[0]
            ? w
            : throw new ShapeException($"input {x.Shape} has {x.Shape[1]} channels, filters {w.Shape} of a transposed convolution expect {w.Shape[0]}.");
    }

    private static Tensor FiltersOfRank(Tensor x, Tensor w)
    {
        ArgumentNullException.ThrowIfNull(w);
        return w.Shape.Rank == x.Shape.Rank
            ? ToChannelsLast(w)
            : throw new ShapeException($"filters {w.Shape} have {w.Shape.Rank} axes, expected {x.Shape.Rank} for an input {x.Shape}.");
    }
}
