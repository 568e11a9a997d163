using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Pool;

/// <summary>The p-norm of a sliding window of channels-last images, and its gradient.</summary>
public static unsafe partial class LpPool2dKernel
{
    /// <summary>
    /// y[n,c,i,j] = (Σ |x[n,c,i·s+u,j·s+v]|^p)^(1/p). Where the window hangs over, the sum is that of a whole window with the same mean, as in PyTorch.
    /// </summary>
    /// <param name="g">The sizes; the window is dense, and without padding.</param>
    /// <param name="p">The exponent, above 0.</param>
    /// <param name="x">Images, [N, C, H, W] channels-last.</param>
    /// <param name="y">Output, [N, C, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry, or the window is dilated.</exception>
    public static void Forward(in Pool2dGeometry g, float p, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, g.InputLength);
        Border.Length(y, g.OutputLength);
        fixed (float* px = x, py = y)
        {
            Workers.For(g.N, new ForwardImage(g.Single, p, px, py));
        }
    }

    /// <summary>dx = Σ dy · y^(1−p) · |x|^(p−1) · sign(x) over the windows that see the place; 0 from a window of zeros.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="p">The exponent, above 0.</param>
    /// <param name="x">Images.</param>
    /// <param name="y">What <see cref="Forward"/> returned.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the images, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry, or the window is dilated.</exception>
    public static void Backward(in Pool2dGeometry g, float p, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.Length(x, g.InputLength);
        Border.Length(y, g.OutputLength);
        Border.SameLength(y, dy);
        Border.Length(dx, g.InputLength);
        fixed (float* px = x, py = y, pdy = dy, pdx = dx)
        {
            Workers.For(g.N, new BackwardImage(g.Single, p, px, py, pdy, pdx));
        }
    }

    private static float WindowSize(in Pool2dGeometry g) => g.Rows.Size * g.Columns.Size;

    private readonly struct ForwardImage(Pool2dGeometry g, float p, float* x, float* y) : IChunkedWork
    {
        public void Run(int n)
        {
            var image = new ReadOnlySpan<float>(x + (n * (nint)g.InputLength), (int)g.InputLength);
            var target = new Span<float>(y + (n * (nint)g.OutputLength), (int)g.OutputLength);
            using var powers = Scratch.Rent(image.Length);
            TensorPrimitives.Abs(image, powers.Span);
            TensorPrimitives.Pow(powers.Span, p, powers.Span);
            AvgPool2dKernel.Forward(g, powers.Span, target);
            TensorPrimitives.Multiply(target, WindowSize(g), target);
            TensorPrimitives.Pow(target, 1 / p, target);
        }
    }

    private readonly struct BackwardImage(Pool2dGeometry g, float p, float* x, float* y, float* dy, float* dx) : IChunkedWork
    {
        public void Run(int n)
        {
            var image = new ReadOnlySpan<float>(x + (n * (nint)g.InputLength), (int)g.InputLength);
            var target = new Span<float>(dx + (n * (nint)g.InputLength), (int)g.InputLength);
            var start = n * (nint)g.OutputLength;
            using var slopes = Scratch.Rent((int)g.OutputLength);
            for (var i = 0; i < slopes.Length; i++)
            {
                slopes.Pointer[i] = y[start + i] == 0 ? 0 : dy[start + i] * WindowSize(g) * MathF.Pow(y[start + i], 1 - p);
            }

            AvgPool2dKernel.Backward(g, slopes.Span, target);
            using var powers = Scratch.Rent(image.Length);
            TensorPrimitives.Abs(image, powers.Span);
            TensorPrimitives.Pow(powers.Span, p - 1, powers.Span);
            TensorPrimitives.CopySign(powers.Span, image, powers.Span);
            TensorPrimitives.Multiply(target, powers.Span, target);
        }
    }
}
