using System.Numerics;
using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Elementwise;

/// <summary>Logistic function, y = 1/(1 + exp(−x)), and its gradient.</summary>
public static unsafe partial class SigmoidKernel
{
    /// <summary>y = 1/(1 + exp(−x)).</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Outputs, as many; may be the same memory as <paramref name="x"/>.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        Border.SameLength(x, y);
        fixed (float* px = x, py = y)
        {
            Workers.ForRange(x.Length, Border.Grain, new ForwardWork(px, py));
        }
    }

    /// <summary>dx = dy · y · (1 − y).</summary>
    /// <param name="y">What <see cref="Forward"/> returned.</param>
    /// <param name="dy">Gradient of the outputs.</param>
    /// <param name="dx">Gradient of the inputs, overwritten; may be the same memory as <paramref name="dy"/>.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.SameLength(y, dx);
        Border.SameLength(dy, dx);
        fixed (float* py = y, pdy = dy, pdx = dx)
        {
            Workers.ForRange(y.Length, Border.Grain, new BackwardWork(py, pdy, pdx));
        }
    }

    private readonly struct ForwardWork(float* x, float* y) : IRangeWork
    {
        public void Run(int start, int length) =>
            TensorPrimitives.Sigmoid(new ReadOnlySpan<float>(x + start, length), new Span<float>(y + start, length));
    }

    private readonly struct BackwardWork(float* y, float* dy, float* dx) : IRangeWork
    {
        public void Run(int start, int length)
        {
            var end = start + length;
            for (var i = start; i < end; i += Lanes.Width)
            {
                var value = Lanes.Load(y + i, end - i);
                var slope = value * (Vector<float>.One - value);
                Lanes.Store(Lanes.Load(dy + i, end - i) * slope, dx + i, end - i);
            }
        }
    }
}
