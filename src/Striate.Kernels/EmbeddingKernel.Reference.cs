using System.Numerics;

namespace Striate.Kernels;

public static unsafe partial class EmbeddingKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(int columns, ReadOnlySpan<T> table, ReadOnlySpan<float> places, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = table[((int)places[i / columns] * columns) + (i % columns)];
            }
        }

        public static void Backward<T>(int columns, ReadOnlySpan<float> places, int? paddingIndex, ReadOnlySpan<T> dy, Span<T> dtable)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dtable.Clear();
            for (var i = 0; i < dy.Length; i++)
            {
                var row = (int)places[i / columns];
                dtable[(row * columns) + (i % columns)] += row == paddingIndex ? T.Zero : dy[i];
            }
        }
    }
}
