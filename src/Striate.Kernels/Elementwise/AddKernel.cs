using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Elementwise;

/// <summary>Sum of two tensors, y = a + b. The gradient of both is dy itself.</summary>
public static unsafe partial class AddKernel
{
    /// <summary>y = a + b.</summary>
    /// <param name="a">Inputs.</param>
    /// <param name="b">As many.</param>
    /// <param name="y">Outputs, as many; may be the same memory as an input.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        Border.SameLength(a, b);
        Border.SameLength(a, y);
        fixed (float* pa = a, pb = b, py = y)
        {
            Workers.ForRange(y.Length, Border.Grain, new ForwardWork(pa, pb, py));
        }
    }

    private readonly struct ForwardWork(float* a, float* b, float* y) : IRangeWork
    {
        public void Run(int start, int length) => TensorPrimitives.Add(
            new ReadOnlySpan<float>(a + start, length), new ReadOnlySpan<float>(b + start, length), new Span<float>(y + start, length));
    }
}
