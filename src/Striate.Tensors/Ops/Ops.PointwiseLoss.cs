using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    // A loss that is a sum of terms over pairs of numbers.
    private static Tensor PointwiseLoss<TTerm>(string name, Tensor x, Tensor targets, TTerm term, double scale)
        where TTerm : unmanaged, ILossTerm
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(targets);
        if (x.Shape != targets.Shape)
        {
            throw new ShapeException($"outputs {x.Shape} and targets {targets.Shape} must have the same shape. Reshape one to that of the other.");
        }

        if (x.Length == 0)
        {
            throw new ShapeException($"outputs {x.Shape} are a batch of nothing: a mean needs at least one number. Leave out empty batches.");
        }

        targets = x.Layout == Layout.ChannelsLast ? ToChannelsLast(targets) : ToRowMajor(targets);
        var loss = Tensor.From([], Layout.RowMajor, y => y[0] = PointwiseLossKernel.Forward(term, x.Span, targets.Span, scale));

        return Tape.Record(name, [x, targets], loss, term, dy =>
        {
            x.ReceiveGrad(dx => PointwiseLossKernel.Backward(term, x.Span, targets.Span, scale * dy.Item(), dx, []));
            targets.ReceiveGrad(dt => PointwiseLossKernel.Backward(term, x.Span, targets.Span, scale * dy.Item(), [], dt));
        });
    }

    // One over the number of terms, or 1.
    private static double Scale(Tensor x, Reduction reduction)
    {
        ArgumentNullException.ThrowIfNull(x);
        return reduction == Reduction.Sum ? 1 : 1.0 / x.Length;
    }

    private static double CheckAbove0(double value, string who, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{who}: {name} is {value}, expected above 0."));
}
