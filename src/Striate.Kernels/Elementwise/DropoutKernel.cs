using System.Numerics;
using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Elementwise;

/// <summary>
/// Dropout: each element becomes 0 with probability p, the others are divided by 1 − p. Whether element i falls is a hash
/// of (key, i), so that nothing is stored, and the gradient is the same function of dy. Srivastava et al., JMLR 15, 2014.
/// </summary>
public static unsafe partial class DropoutKernel
{
    /// <summary>y[i] = x[i]/(1 − p) where the hash of (key, i) keeps it, else 0 · x[i].</summary>
    /// <param name="settings">Probability and key.</param>
    /// <param name="x">Inputs; or the gradient of the outputs, for the gradient of the inputs.</param>
    /// <param name="y">As many; may be the same memory as <paramref name="x"/>.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void Run(in DropoutSettings settings, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.SameLength(x, y);
        fixed (float* px = x, py = y)
        {
            Workers.ForRange(x.Length, Border.Grain, new RunWork(settings, px, py));
        }
    }

    // Two rounds of a 32-bit mixer, one for each half of the key: 32-bit products are vector instructions everywhere,
    // 64-bit ones are not. The constants are C. Wellons' "lowbias32" (public domain), found by search for the least bias.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Hash(ulong key, Vector<uint> index) =>
        Mix(Mix(index ^ new Vector<uint>((uint)key)) + new Vector<uint>((uint)(key >> 32)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Mix(Vector<uint> h)
    {
        h = (h ^ (h >>> 16)) * new Vector<uint>(0x7FEB352D);
        h = (h ^ (h >>> 15)) * new Vector<uint>(0x846CA68B);
        return h ^ (h >>> 16);
    }

    private readonly struct RunWork(DropoutSettings settings, float* x, float* y) : IRangeWork
    {
        public void Run(int start, int length)
        {
            var scale = new Vector<float>(settings.Scale);
            var threshold = new Vector<int>(settings.Threshold);
            var end = start + length;
            for (var i = start; i < end; i += Lanes.Width)
            {
                var hash = Hash(settings.Key, Vector<uint>.Indices + new Vector<uint>((uint)i));
                var falls = Vector.LessThan((hash >>> 8).As<uint, int>(), threshold);
                var factor = Vector.ConditionalSelect(falls, Vector<float>.Zero, scale);
                Lanes.Store(Lanes.Load(x + i, end - i) * factor, y + i, end - i);
            }
        }
    }
}
