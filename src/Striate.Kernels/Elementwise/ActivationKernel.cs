using System.Numerics;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Elementwise;

/// <summary>The gradient of an <see cref="Activation"/>; its forward pass is an <see cref="EpilogueKernel"/>'s or a product's own.</summary>
public static unsafe partial class ActivationKernel
{
    /// <summary>dx = dy where the unit was open, 0 &lt; y &lt; ceiling, else 0.</summary>
    /// <param name="activation">Which one.</param>
    /// <param name="y">Its outputs (its inputs serve as well).</param>
    /// <param name="dy">Gradient of the outputs.</param>
    /// <param name="dx">Gradient of the inputs; may be the same memory as <paramref name="dy"/>.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void Backward(Activation activation, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.SameLength(y, dx);
        Border.SameLength(dy, dx);
        if (activation == Activation.None)
        {
            dy.CopyTo(dx);
            return;
        }

        fixed (float* py = y, pdy = dy, pdx = dx)
        {
            Workers.ForRange(y.Length, Border.Grain, new BackwardWork(py, pdy, pdx, activation.Ceiling()));
        }
    }

    private readonly struct BackwardWork(float* y, float* dy, float* dx, float ceiling) : IRangeWork
    {
        public void Run(int start, int length)
        {
            // The comparisons make a mask that clears the lanes where the unit was off, or at its ceiling.
            var most = new Vector<float>(ceiling);
            var end = start + length;
            for (var i = start; i < end; i += Lanes.Width)
            {
                var value = Lanes.Load(y + i, end - i);
                var on = Vector.GreaterThan(value, default) & Vector.LessThan(value, most);
                Lanes.Store(Vector.ConditionalSelect(on, Lanes.Load(dy + i, end - i), default), dx + i, end - i);
            }
        }
    }
}
