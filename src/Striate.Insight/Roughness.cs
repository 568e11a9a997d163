using Striate.Tensors;

namespace Striate.Insight;

/// <summary>How much neighbouring pixels differ, for what is to be smooth.</summary>
internal static class Roughness
{
    /// <summary>The mean square of the differences between neighbours, down and across.</summary>
    /// <param name="image">Shape [N, C, H, W].</param>
    public static Tensor Of(Tensor image) =>
        Ops.Mean(Ops.Square(Ops.Slice(image, .., .., 1..) - Ops.Slice(image, .., .., ..^1)))
        + Ops.Mean(Ops.Square(Ops.Slice(image, .., .., .., 1..) - Ops.Slice(image, .., .., .., ..^1)));
}
