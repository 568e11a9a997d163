using Striate.Kernels;
using Striate.Kernels.Shaping;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Puts tensors one after another along an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="parts">At least one; all sizes but that of the axis are equal.</param>
    /// <returns>The same shape with the sum of the axis's sizes; channels-last where one of the parts is.</returns>
    /// <exception cref="ShapeException">There is no such axis, or sizes differ.</exception>
    public static Tensor Concat(int axis, params ReadOnlySpan<Tensor> parts)
    {
        var inputs = InOneOrder(parts);
        var first = inputs[0].Shape;
        axis = AxisOf(first, axis);
        foreach (var input in inputs)
        {
            if (input.Shape.Rank != first.Rank || WithSize(input.Shape, axis, first[axis]) != first)
            {
                throw new ShapeException($"{first} and {input.Shape} cannot be put together along axis {axis}: all other sizes must be equal.");
            }
        }

        var shape = WithSize(first, axis, inputs.Sum(input => input.Shape[axis]));
        var whole = Places(shape, inputs[0].Layout);
        var start = 0;
        return Join("Concat", inputs, shape, input =>
        {
            start += input.Shape[axis];
            return whole.Slice(axis, start - input.Shape[axis], input.Shape[axis]);
        });
    }

    /// <summary>Puts the channels of several image batches one after another.</summary>
    /// <param name="parts">At least one, shapes [N, Ci, H, W] with equal N, H and W.</param>
    /// <returns>Shape [N, ΣCi, H, W].</returns>
    /// <exception cref="ShapeException">Not images, or batches or sizes differ.</exception>
    public static Tensor ConcatChannels(params ReadOnlySpan<Tensor> parts)
    {
        var images = new Tensor[parts.Length];
        for (var i = 0; i < images.Length; i++)
        {
            images[i] = Images(parts[i]);
        }

        return Concat(1, images);
    }

    /// <summary>Puts tensors of one shape one after another along a new axis.</summary>
    /// <param name="axis">Which axis of the result it is.</param>
    /// <param name="parts">At least one, of equal shapes.</param>
    /// <returns>The shape with the new axis, as long as there are parts; row-major.</returns>
    /// <exception cref="ShapeException">There can be no such axis, or the shapes differ.</exception>
    public static Tensor Stack(int axis, params ReadOnlySpan<Tensor> parts)
    {
        var inputs = InOneOrder(parts);
        var first = inputs[0].Shape;
        axis = AxisOf([1, .. first], axis);
        foreach (var input in inputs)
        {
            if (input.Shape != first)
            {
                throw new ShapeException($"{first} and {input.Shape} cannot be stacked: all must have the same shape.");
            }
        }

        Shape shape = [.. first.Take(axis), inputs.Length, .. first.Skip(axis)];
        var whole = Places(shape, Layout.RowMajor);
        var place = 0;
        return Join("Stack", inputs, shape, _ => whole.Select(axis, place++));
    }

    // All channels-last where one is, else row-major.
    private static Tensor[] InOneOrder(ReadOnlySpan<Tensor> parts)
    {
        Tensor[] inputs = [.. parts];
        if (inputs.Length == 0)
        {
            throw new ShapeException("nothing to put together; give at least one tensor.");
        }

        Array.ForEach(inputs, input => ArgumentNullException.ThrowIfNull(input));
        var rank = inputs[0].Shape.Rank;
        return Array.Exists(inputs, input => input.Layout == Layout.ChannelsLast) && Array.TrueForAll(inputs, input => input.Shape.Rank == rank)
            ? Array.ConvertAll(inputs, ToChannelsLast)
            : Array.ConvertAll(inputs, ToRowMajor);
    }

    private static Tensor Join(string name, Tensor[] inputs, Shape shape, Func<Tensor, StridedView> place)
    {
        var parts = Array.ConvertAll(inputs, input => (Tensor: input, From: Places(input), To: place(input)));
        var layout = shape.Rank == inputs[0].Shape.Rank ? inputs[0].Layout : Layout.RowMajor;
        var y = Tensor.From(shape, layout, y =>
        {
            foreach (var (part, from, to) in parts)
            {
                StridedCopyKernel.Run(from, part.Span, to, y);
            }
        });

        return Tape.Record(name, inputs, y, null, dy =>
        {
            foreach (var (part, from, to) in parts)
            {
                part.ReceiveGrad(dx => StridedCopyKernel.Run(to, dy.Span, from, dx));
            }
        });
    }
}
