using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>Logarithm of the softmax along an axis, and its gradient.</summary>
public static unsafe partial class LogSoftmaxKernel
{
    /// <summary>y[j] = x[j] − log Σk exp(x[k]) along each line, computed without overflow.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Numbers.</param>
    /// <param name="y">As many.</param>
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

    /// <summary>dx[j] = dy[j] − exp(y[j]) · Σk dy[k] along each line.</summary>
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
            using var powers = Scratch.Rent(count);
            var sum = Powers.Of(x, count, powers.Pointer, out var largest);
            var target = new Span<float>(y, count);
            TensorPrimitives.Subtract(new ReadOnlySpan<float>(x, count), largest, target);
            TensorPrimitives.Subtract(target, MathF.Log(sum), target);
        }
    }

    private readonly struct BackwardLine(int count) : ILineWork
    {
        public void Run(float* y, float* dy, float* dx)
        {
            var target = new Span<float>(dx, count);
            TensorPrimitives.Exp(new ReadOnlySpan<float>(y, count), target);
            TensorPrimitives.MultiplyAdd(target, -Row.Sum(dy, count), new ReadOnlySpan<float>(dy, count), target);
        }
    }
}
