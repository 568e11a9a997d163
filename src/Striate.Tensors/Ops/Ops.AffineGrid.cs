using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The places that an affine map of the image plane looks at, for <see cref="GridSample"/>.</summary>
    /// <param name="theta">Maps θ, shape [N, 2, 3].</param>
    /// <param name="outputSize">Height and width of the images that are to be sampled, OH and OW.</param>
    /// <param name="alignCorners">Whether −1 and 1 are the centres of the outermost pixels; else they are their edges.</param>
    /// <returns>Shape [N, OH, OW, 2]: x, then y, of θ[n] · (x, y, 1), where x and y of an output pixel go from −1 to 1.</returns>
    /// <remarks>Jaderberg et al., Spatial transformer networks, arXiv:1506.02025.</remarks>
    /// <exception cref="ShapeException">Maps have another shape.</exception>
    public static Tensor AffineGrid(Tensor theta, Size2d outputSize, bool alignCorners = false)
    {
        ArgumentNullException.ThrowIfNull(theta);
        if (theta.Shape.Rank != 3 || theta.Shape[1] != 2 || theta.Shape[2] != 3)
        {
            throw new ShapeException($"maps {theta.Shape}: expected [N, 2, 3], two rows of three numbers for each image.");
        }

        theta = ToRowMajor(theta);
        var (N, H, W) = (theta.Shape[0], outputSize.Height, outputSize.Width);
        var y = Tensor.From([N, H, W, 2], Layout.RowMajor, y => AffineGridKernel.Forward(N, H, W, alignCorners, theta.Span, y));

        return Tape.Record("AffineGrid", [theta], y, null, dy =>
            theta.ReceiveGrad(dtheta => AffineGridKernel.Backward(N, H, W, alignCorners, dy.Span, dtheta)));
    }
}
