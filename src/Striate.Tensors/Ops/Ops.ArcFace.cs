using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Scores from cosines to class centres, the label's made worse by a margin in its angle. <see cref="CrossEntropy(Tensor, ReadOnlySpan{int}, double, Tensor, int?, Reduction)"/> follows.</summary>
    /// <param name="cosines">Cosines x = cos θ, shape [N, C].</param>
    /// <param name="labels">N classes, each from 0 to C − 1.</param>
    /// <param name="margin">The margin m in radians, from 0 to π.</param>
    /// <param name="scale">What cosines are multiplied by, s.</param>
    /// <returns>Shape [N, C]: s·x, at the label s·cos(θ + m), or s·(x − m·sin m) where θ + m is beyond π.</returns>
    /// <remarks>Deng, Guo, Xue and Zafeiriou, arXiv:1801.07698.</remarks>
    /// <exception cref="ShapeException">Not [N, C], another number of labels, or a label out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not from 0 to π, or the scale not above 0.</exception>
    public static Tensor ArcFace(Tensor cosines, ReadOnlySpan<int> labels, double margin = 0.5, double scale = 64)
    {
        ArgumentNullException.ThrowIfNull(cosines);
        CheckAbove0(scale, "ArcFace", nameof(scale));
        if (margin is not (>= 0 and <= Math.PI))
        {
            throw new ArgumentOutOfRangeException(nameof(margin), FormattableString.Invariant($"ArcFace: margin is {margin}, expected from 0 to π."));
        }

        if (cosines.Shape.Rank != 2)
        {
            throw new ShapeException($"cosines {cosines.Shape}, expected [N, C]: a row of cosines for each sample.");
        }

        var (N, C, settings, kept) = (cosines.Shape[0], cosines.Shape[1], new ArcFaceSettings(margin, scale), labels.ToArray());
        var y = Tensor.From(cosines.Shape, Layout.RowMajor, y => ArcFaceKernel.Forward(N, C, settings, cosines.Span, kept, y));

        return Tape.Record("ArcFace", [cosines], y, settings, dy =>
            cosines.ReceiveGrad(dx => ArcFaceKernel.Backward(N, C, settings, cosines.Span, kept, dy.Span, dx)));
    }
}
