namespace Striate.Kernels;

public static unsafe partial class CopyColumnsKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Run<T>(ReadOnlySpan<T> x, int xColumns, int xStart, Span<T> y, int yColumns, int yStart, int count)
        {
            for (var i = 0; i < x.Length / xColumns; i++)
            {
                for (var j = 0; j < count; j++)
                {
                    y[(i * yColumns) + yStart + j] = x[(i * xColumns) + xStart + j];
                }
            }
        }
    }
}
