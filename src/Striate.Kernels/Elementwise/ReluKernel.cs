using System.Numerics;
using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Elementwise;

/// <summary>Rectified linear unit, y = max(x, 0), with a ceiling y = min(max(x, 0), ceiling), and its gradient.</summary>
public static unsafe partial class ReluKernel
{
    /// <summary>y = min(max(x, 0), ceiling); a NaN stays NaN.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Outputs, as many; may be the same memory as <paramref name="x"/>.</param>
    /// <param name="ceiling">The largest output, above 0.</param>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y, float ceiling = float.PositiveInfinity)
    {
        Border.SameLength(x, y);
        fixed (float* px = x, py = y)
        {
            Workers.ForRange(x.Length, Border.Grain, new ForwardWork(px, py, ceiling));
        }
    }

    /// <summary>dx = dy where 0 &lt; y &lt; ceiling, else 0.</summary>
    /// <param name="y">What <see cref="Forward"/> returned (its inputs serve as well).</param>
    /// <param name="dy">Gradient of the outputs.</param>
    /// <param name="dx">Gradient of the inputs; may be the same memory as <paramref name="dy"/>.</param>
    /// <param name="ceiling">The one that <see cref="Forward"/> had.</param>
    public static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, float ceiling = float.PositiveInfinity)
    {
        Border.SameLength(y, dx);
        Border.SameLength(dy, dx);
        fixed (float* py = y, pdy = dy, pdx = dx)
        {
            Workers.ForRange(y.Length, Border.Grain, new BackwardWork(py, pdy, pdx, ceiling));
        }
    }

    private readonly struct ForwardWork(float* x, float* y, float ceiling) : IRangeWork
    {
        public void Run(int start, int length) =>
            TensorPrimitives.Clamp(new ReadOnlySpan<float>(x + start, length), 0f, ceiling, new Span<float>(y + start, length));
    }

    private readonly struct BackwardWork(float* y, float* dy, float* dx, float ceiling) : IRangeWork
    {
        public void Run(int start, int length)
        {
            // The comparisons make a mask that clears the lanes where the unit was off, or at its ceiling.
            var most = new Vector<float>(ceiling);
            var width = Vector<float>.Count;
            var i = start;
            for (; i <= start + length - width; i += width)
            {
                var value = Vector.Load(y + i);
                var on = Vector.GreaterThan(value, default) & Vector.LessThan(value, most);
                Vector.Store(Vector.ConditionalSelect(on, Vector.Load(dy + i), default), dx + i);
            }

            for (; i < start + length; i++)
            {
                dx[i] = y[i] > 0 && y[i] < ceiling ? dy[i] : 0;
            }
        }
    }
}
