using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    // A convolution of images; a signal is an image of one row. The filters are channels-last.
    private static Tensor Convolution(string name, Tensor x, Tensor w, Tensor? b, Shape output, Conv2dGeometry g)
    {
        var packed = Tape.Current is { HasGradients: false } ? Conv2dKernel.Pack(g, w.Span) : null;
        var y = Tensor.Defer(output, Layout.ChannelsLast, b, (in epilogue, y) =>
        {
            if (packed is null)
            {
                Conv2dKernel.Forward(g, x.Span, w.Span, epilogue, y);
            }
            else
            {
                Conv2dKernel.Forward(packed, x.Span, epilogue, y);
            }
        });

        return Tape.Record(name, [x, w, b], y, g, dy =>
        {
            x.ReceiveGrad(dx => Conv2dKernel.BackwardData(g, dy.Span, w.Span, dx));
            w.ReceiveGrad(dw => Conv2dKernel.BackwardFilter(g, x.Span, dy.Span, dw));
            b?.ReceiveGrad(db => SumRowsKernel.Run(dy.Length / g.OutChannels, g.OutChannels, dy.Span, db));
        });
    }

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
