namespace Striate.Kernels;

public static unsafe partial class LayoutKernel
{
    /// <summary>What the kernel computes, in plain loops; the other way round it is the same with pixels for channels.</summary>
    internal static class Reference
    {
        public static void ToChannelsLast<T>(int N, int C, int HW, ReadOnlySpan<T> x, Span<T> y)
        {
            for (var n = 0; n < N; n++)
            {
                for (var c = 0; c < C; c++)
                {
                    for (var p = 0; p < HW; p++)
                    {
                        y[(((n * HW) + p) * C) + c] = x[(((n * C) + c) * HW) + p];
                    }
                }
            }
        }
    }
}
