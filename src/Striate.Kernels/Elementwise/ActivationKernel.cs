using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

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

    private readonly struct BackwardWork(float* y, float* dy, float* dx, float ceiling) : IRangeWork, IVectorRange
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var (zero, most) = (V.Create(0), V.Create(ceiling));
            var end = start + length;
            for (var i = start; i < end; i += V.Count)
            {
                var value = VectorPart.Load<V>(y + i, end - i);
                var belowCeiling = V.SelectGreater(most, value, VectorPart.Load<V>(dy + i, end - i), zero);
                VectorPart.Store(V.SelectGreater(value, zero, belowCeiling, zero), dx + i, end - i);
            }
        }
    }
}
