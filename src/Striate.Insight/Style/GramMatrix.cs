using Striate.Tensors;

namespace Striate.Insight;

/// <summary>Which maps of a layer answer together, wherever that is: its texture. Gatys, Ecker and Bethge, CVPR 2016.</summary>
public static class GramMatrix
{
    /// <summary>The products of all pairs of maps, averaged over their places.</summary>
    /// <param name="maps">Shape [1, C, H, W].</param>
    /// <returns>Shape [C, C]: G[i,j] = Σ f[i,p] · f[j,p] / (H·W).</returns>
    public static Tensor Of(Tensor maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        var (channels, places) = (maps.Shape[1], maps.Shape[2] * maps.Shape[3]);
        var rows = Ops.Reshape(Ops.Permute(maps, 0, 2, 3, 1), places, channels);
        return Ops.MatMul(rows, rows, transposeA: true) * (1.0 / places);
    }

    /// <summary>The squared distance from a target, relative to the target: ‖y − target‖² / ‖target‖².</summary>
    /// <param name="y">Any shape.</param>
    /// <param name="target">The same shape.</param>
    internal static Tensor RelativeSquares(Tensor y, Tensor target)
    {
        var squares = System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(target.Span);
        return Ops.Sum(Ops.Square(y - target)) * (1 / Math.Max(squares, 1e-12));
    }
}
