using Striate.Kernels;
using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Rectified linear unit whose slope below 0 is learned.</summary>
    /// <param name="x">Shape [N, C, …].</param>
    /// <param name="slope">One for all, shape [1], or one for each channel, shape [C].</param>
    /// <returns>The same shape: y = x above 0, else slope · x.</returns>
    /// <remarks>He et al., arXiv:1502.01852. The gradient at 0 is taken to be the slope below it.</remarks>
    /// <exception cref="ShapeException">There are not as many slopes as channels.</exception>
    public static Tensor PRelu(Tensor x, Tensor slope)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(slope);
        if (slope.Shape.Rank != 1 || (slope.Length != 1 && (x.Shape.Rank < 2 || slope.Length != x.Shape[1])))
        {
            throw new ShapeException($"input {x.Shape}, slopes {slope.Shape}; expected one slope, or one for each channel of [N, C, ...].");
        }

        // A slope for each channel stands over the axes behind it.
        var perChannel = slope.Length == 1 ? slope : Reshape(slope, Shape.Of([slope.Length, .. Enumerable.Repeat(1, x.Shape.Rank - 2)]));
        return Binary("PRelu", x, perChannel, new PReluFunction());
    }
}
