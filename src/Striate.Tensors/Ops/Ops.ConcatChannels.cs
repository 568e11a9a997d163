using Striate.Kernels;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Puts the channels of several image batches one after another.</summary>
    /// <param name="parts">At least one, shapes [N, Ci, H, W] with equal N, H and W.</param>
    /// <returns>Shape [N, ΣCi, H, W].</returns>
    /// <exception cref="ShapeException">Batches or sizes differ.</exception>
    public static Tensor ConcatChannels(params ReadOnlySpan<Tensor> parts)
    {
        if (parts.IsEmpty)
        {
            throw new ShapeException("nothing to put together; give at least one tensor.");
        }

        var images = new Tensor[parts.Length];
        var channels = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            images[i] = Images(parts[i]);
            channels += images[i].Shape[1];
            var (first, here) = (images[0].Shape, images[i].Shape);
            if (here[0] != first[0] || here[2] != first[2] || here[3] != first[3])
            {
                throw new ShapeException($"channels of {first} and {here} cannot be put together: N, H and W must be equal.");
            }
        }

        var shape = images[0].Shape;
        var y = Tensor.From([shape[0], channels, shape[2], shape[3]], Layout.ChannelsLast, y =>
        {
            var offset = 0;
            foreach (var image in images)
            {
                CopyColumnsKernel.Run(image.Span, image.Shape[1], 0, y, channels, offset, image.Shape[1]);
                offset += image.Shape[1];
            }
        });

        return Tape.Record("ConcatChannels", images, y, null, dy =>
        {
            var from = 0;
            foreach (var image in images)
            {
                var (start, count) = (from, image.Shape[1]);
                image.ReceiveGrad(dx => CopyColumnsKernel.Run(dy.Span, channels, start, dx, count, 0, count));
                from += count;
            }
        });
    }
}
