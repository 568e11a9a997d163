using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>Applies a function of one number to many, and computes its gradient.</summary>
public static unsafe partial class UnaryKernel
{
    /// <summary>y = f(x).</summary>
    /// <typeparam name="TFunction">The kind of function.</typeparam>
    /// <param name="function">f, with its settings.</param>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Outputs, as many; may be the same memory as <paramref name="x"/>.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void Forward<TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : unmanaged, IUnaryFunction
    {
        Border.SameLength(x, y);
        fixed (float* px = x, py = y)
        {
            Workers.ForRange(x.Length, Border.Grain, new ForwardWork<TFunction>(function, px, py));
        }
    }

    /// <summary>dx = dy · f'(x).</summary>
    /// <typeparam name="TFunction">The kind of function.</typeparam>
    /// <param name="function">f, with its settings.</param>
    /// <param name="at">What <see cref="Forward"/> was given, or what it returned where <see cref="IUnaryFunction.SlopeIsOfOutput"/>.</param>
    /// <param name="dy">Gradient of the outputs.</param>
    /// <param name="dx">Gradient of the inputs, overwritten; may be the same memory as <paramref name="dy"/>.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void Backward<TFunction>(TFunction function, ReadOnlySpan<float> at, ReadOnlySpan<float> dy, Span<float> dx)
        where TFunction : unmanaged, IUnaryFunction
    {
        Border.SameLength(at, dx);
        Border.SameLength(dy, dx);
        fixed (float* pat = at, pdy = dy, pdx = dx)
        {
            Workers.ForRange(at.Length, Border.Grain, new BackwardWork<TFunction>(function, pat, pdy, pdx));
        }
    }

    private readonly struct ForwardWork<TFunction>(TFunction function, float* x, float* y) : IRangeWork, IVectorRange
        where TFunction : unmanaged, IUnaryFunction
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var end = start + length;
            for (var i = start; i < end; i += V.Count)
            {
                VectorPart.Store(function.Value(VectorPart.Load<V>(x + i, end - i)), y + i, end - i);
            }
        }
    }

    private readonly struct BackwardWork<TFunction>(TFunction function, float* at, float* dy, float* dx) : IRangeWork, IVectorRange
        where TFunction : unmanaged, IUnaryFunction
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var end = start + length;
            for (var i = start; i < end; i += V.Count)
            {
                var slope = function.Slope(VectorPart.Load<V>(at + i, end - i));
                VectorPart.Store(VectorPart.Load<V>(dy + i, end - i) * slope, dx + i, end - i);
            }
        }
    }
}
