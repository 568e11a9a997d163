namespace Striate.Kernels.Pool;

public static partial class MaxUnpool2dKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(int channels, int inputPlaces, int outputPlaces, ReadOnlySpan<T> x, ReadOnlySpan<float> places, Span<T> y)
        {
            y.Clear();
            for (var i = 0; i < x.Length; i++)
            {
                y[Target(channels, inputPlaces, outputPlaces, places, i)] = x[i];
            }
        }

        public static void Backward<T>(int channels, int inputPlaces, int outputPlaces, ReadOnlySpan<T> dy, ReadOnlySpan<float> places, Span<T> dx)
        {
            for (var i = 0; i < dx.Length; i++)
            {
                dx[i] = dy[Target(channels, inputPlaces, outputPlaces, places, i)];
            }
        }

        private static int Target(int channels, int inputPlaces, int outputPlaces, ReadOnlySpan<float> places, int i) =>
            (((i / channels / inputPlaces * outputPlaces) + (int)places[i]) * channels) + (i % channels);
    }
}
