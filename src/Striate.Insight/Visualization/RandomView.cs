using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>Looks at images a little moved, turned and scaled, so that what is sought by gradients is no pattern of single pixels.</summary>
internal static class RandomView
{
    private const float MostAngle = 10 * MathF.PI / 180;
    private const float MostScale = 0.1f;
    private const float MostShift = 8 / 112f;

    /// <summary>One view of each image.</summary>
    /// <param name="images">Shape [N, C, H, W].</param>
    /// <param name="rng">Draws the view.</param>
    /// <returns>The same shape; what lies around an image is its reflection.</returns>
    public static Tensor Of(Tensor images, Rng rng)
    {
        var theta = Tensor.Uninitialized([images.Shape[0], 2, 3]);
        for (var i = 0; i < images.Shape[0]; i++)
        {
            var angle = rng.NextFloat(-MostAngle, MostAngle);
            var scale = rng.NextFloat(1 - MostScale, 1 + MostScale);
            var (sin, cos) = MathF.SinCos(angle);
            ReadOnlySpan<float> map =
            [
                scale * cos, -scale * sin, rng.NextFloat(-MostShift, MostShift),
                scale * sin, scale * cos, rng.NextFloat(-MostShift, MostShift),
            ];
            map.CopyTo(theta.Span[(6 * i)..]);
        }

        return Ops.GridSample(images, Ops.AffineGrid(theta, new Size2d(images.Shape[2], images.Shape[3])), padding: GridPadding.Reflection);
    }
}
