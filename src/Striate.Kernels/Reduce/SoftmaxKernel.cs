using System.Numerics.Tensors;

namespace Striate.Kernels.Reduce;

/// <summary>Softmax along an axis, and its gradient.</summary>
public static unsafe partial class SoftmaxKernel
{
    /// <summary>y[j] = exp(x[j]) / Σk exp(x[k]) along each line, computed without overflow.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Numbers.</param>
    /// <param name="y">As many; each line sums to 1.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(in AxisGeometry g, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, g.Length);
        Border.SameLength(x, y);
        fixed (float* px = x, py = y)
        {
            new LineWork<ForwardLine>(g, g, new ForwardLine(g.Count), px, null, py).Run();
        }
    }

    /// <summary>dx[j] = y[j] · (dy[j] − Σk dy[k] · y[k]) along each line.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="y">What <see cref="Forward"/> returned.</param>
    /// <param name="dy">Gradient of the outputs.</param>
    /// <param name="dx">Gradient of the inputs, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Backward(in AxisGeometry g, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.Length(y, g.Length);
        Border.SameLength(y, dy);
        Border.SameLength(y, dx);
        fixed (float* py = y, pdy = dy, pdx = dx)
        {
            new LineWork<BackwardLine>(g, g, new BackwardLine(g.Count), py, pdy, pdx).Run();
        }
    }

    private readonly struct ForwardLine(int count) : ILineWork
    {
        public void Run(float* x, float* _, float* y)
        {
            var target = new Span<float>(y, count);
            TensorPrimitives.Multiply(target, 1 / Powers.Of(x, count, y, out float _), target);
        }
    }

    private readonly struct BackwardLine(int count) : ILineWork
    {
        public void Run(float* y, float* dy, float* dx)
        {
            var target = new Span<float>(dx, count);
            TensorPrimitives.Subtract(new ReadOnlySpan<float>(dy, count), Row.Dot(dy, y, count), target);
            TensorPrimitives.Multiply(target, new ReadOnlySpan<float>(y, count), target);
        }
    }
}
