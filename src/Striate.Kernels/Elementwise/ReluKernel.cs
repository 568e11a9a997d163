using System.Numerics;
using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Elementwise;

/// <summary>Rectified linear unit, y = max(x, 0), and its gradient.</summary>
public static unsafe partial class ReluKernel
{
    /// <summary>y = max(x, 0); a NaN stays NaN.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Outputs, as many; may be the same memory as <paramref name="x"/>.</param>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        Border.SameLength(x, y);
        fixed (float* px = x, py = y)
        {
            Workers.ForRange(x.Length, Border.Grain, new ForwardWork(px, py));
        }
    }

    /// <summary>dx = dy where y &gt; 0, else 0.</summary>
    /// <param name="y">What <see cref="Forward"/> returned (its inputs serve as well).</param>
    /// <param name="dy">Gradient of the outputs.</param>
    /// <param name="dx">Gradient of the inputs; may be the same memory as <paramref name="dy"/>.</param>
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
            TensorPrimitives.Max(new ReadOnlySpan<float>(x + start, length), 0f, new Span<float>(y + start, length));
    }

    private readonly struct BackwardWork(float* y, float* dy, float* dx) : IRangeWork
    {
        public void Run(int start, int length)
        {
            // The comparison makes a mask that clears the lanes where the unit was off.
            var width = Vector<float>.Count;
            var i = start;
            for (; i <= start + length - width; i += width)
            {
                var on = Vector.GreaterThan(Vector.Load(y + i), default);
                Vector.Store(Vector.ConditionalSelect(on, Vector.Load(dy + i), default), dx + i);
            }

            for (; i < start + length; i++)
            {
                dx[i] = y[i] > 0 ? dy[i] : 0;
            }
        }
    }
}
