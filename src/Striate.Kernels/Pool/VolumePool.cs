using Striate.Kernels.Threading;

namespace Striate.Kernels.Pool;

/// <summary>A pooling of images, as a step in a pooling of volumes.</summary>
internal interface IImagePool
{
    /// <summary>Numbers in the input.</summary>
    long InputLength { get; }

    /// <summary>Numbers in the output.</summary>
    long OutputLength { get; }

    /// <summary>Whether the gradient depends on the input.</summary>
    static abstract bool ReadsInput { get; }

    /// <summary>The pooling.</summary>
    void Forward(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>Its gradient; <paramref name="x"/> counts only where it is read.</summary>
    void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx);
}

/// <summary>Pooling of channels-last volumes, a sample at a time: first the slices of each, then over their depth.</summary>
internal static unsafe class VolumePool
{
    public static void Forward<T>(int N, T slices, T depths, ReadOnlySpan<float> x, Span<float> y)
        where T : unmanaged, IImagePool
    {
        Border.Length(x, N * slices.InputLength);
        Border.Length(y, N * depths.OutputLength);
        fixed (float* px = x, py = y)
        {
            Workers.For(N, new ForwardSample<T>(slices, depths, px, py));
        }
    }

    public static void Backward<T>(int N, T slices, T depths, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
        where T : unmanaged, IImagePool
    {
        Border.Length(x, N * slices.InputLength);
        Border.Length(dy, N * depths.OutputLength);
        Border.Length(dx, N * slices.InputLength);
        fixed (float* px = x, pdy = dy, pdx = dx)
        {
            Workers.For(N, new BackwardSample<T>(slices, depths, px, pdy, pdx));
        }
    }

    private static Span<float> Sample(float* x, int n, long length) => new(x + ((nint)n * (nint)length), (int)length);

    private readonly struct ForwardSample<T>(T slices, T depths, float* x, float* y) : IChunkedWork
        where T : unmanaged, IImagePool
    {
        public void Run(int n)
        {
            using var middle = Scratch.Rent((int)slices.OutputLength);
            slices.Forward(Sample(x, n, slices.InputLength), middle.Span);
            depths.Forward(middle.Span, Sample(y, n, depths.OutputLength));
        }
    }

    // What lay between the two steps is computed again instead of kept.
    private readonly struct BackwardSample<T>(T slices, T depths, float* x, float* dy, float* dx) : IChunkedWork
        where T : unmanaged, IImagePool
    {
        public void Run(int n)
        {
            var source = Sample(x, n, slices.InputLength);
            using var middle = Scratch.Rent((int)slices.OutputLength);
            using var gradient = Scratch.Rent((int)slices.OutputLength);
            if (T.ReadsInput)
            {
                slices.Forward(source, middle.Span);
            }

            depths.Backward(middle.Span, Sample(dy, n, depths.OutputLength), gradient.Span);
            slices.Backward(source, gradient.Span, Sample(dx, n, slices.InputLength));
        }
    }
}
