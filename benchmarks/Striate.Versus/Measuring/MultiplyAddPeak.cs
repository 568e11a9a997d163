using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Striate.Versus.Measuring;

/// <summary>How many multiply-adds of floats the machine does in a second, with its widest vectors and nothing to wait for.</summary>
internal static class MultiplyAddPeak
{
    private const int Steps = 4_000_000;

    // Independent sums: enough for two units of a latency of four to six steps, few enough for sixteen registers.
    private const int Sums = 12;

    // Keeps the results alive, or the loops would be left out.
    private static float _sink;

    /// <summary>Multiply-adds in a second.</summary>
    /// <param name="threads">How many threads.</param>
    public static double Measure(int threads)
    {
        var (loop, width) = Vector512.IsHardwareAccelerated ? (Loop<Wide16>, 16)
            : Vector256.IsHardwareAccelerated ? (Loop<Wide8>, 8)
            : ((Func<float>)Loop<Wide4>, 4);
        var seconds = OnThreads.BestTime(threads, _ => _sink = loop());
        return (double)Steps * Sums * width * threads / seconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop<T>()
        where T : struct, IWide<T>
    {
        var (x, y) = (T.Create(1.0001f), T.Create(1e-9f));
        T a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (var step = 0; step < Steps; step++)
        {
            a = T.MultiplyAdd(x, y, a);
            b = T.MultiplyAdd(x, y, b);
            c = T.MultiplyAdd(x, y, c);
            d = T.MultiplyAdd(x, y, d);
            e = T.MultiplyAdd(x, y, e);
            f = T.MultiplyAdd(x, y, f);
            g = T.MultiplyAdd(x, y, g);
            h = T.MultiplyAdd(x, y, h);
            i = T.MultiplyAdd(x, y, i);
            j = T.MultiplyAdd(x, y, j);
            k = T.MultiplyAdd(x, y, k);
            l = T.MultiplyAdd(x, y, l);
        }

        return T.Sum(a, b) + T.Sum(c, d) + T.Sum(e, f) + T.Sum(g, h) + T.Sum(i, j) + T.Sum(k, l);
    }

    private interface IWide<T>
        where T : struct
    {
        static abstract T Create(float value);

        static abstract T MultiplyAdd(T x, T y, T sum);

        static abstract float Sum(T x, T y);
    }

    private readonly struct Wide16(Vector512<float> value) : IWide<Wide16>
    {
        private readonly Vector512<float> _value = value;

        public static Wide16 Create(float value) => new(Vector512.Create(value));

        public static Wide16 MultiplyAdd(Wide16 x, Wide16 y, Wide16 sum) => new(Vector512.MultiplyAddEstimate(x._value, y._value, sum._value));

        public static float Sum(Wide16 x, Wide16 y) => Vector512.Sum(x._value + y._value);
    }

    private readonly struct Wide8(Vector256<float> value) : IWide<Wide8>
    {
        private readonly Vector256<float> _value = value;

        public static Wide8 Create(float value) => new(Vector256.Create(value));

        public static Wide8 MultiplyAdd(Wide8 x, Wide8 y, Wide8 sum) => new(Vector256.MultiplyAddEstimate(x._value, y._value, sum._value));

        public static float Sum(Wide8 x, Wide8 y) => Vector256.Sum(x._value + y._value);
    }

    private readonly struct Wide4(Vector128<float> value) : IWide<Wide4>
    {
        private readonly Vector128<float> _value = value;

        public static Wide4 Create(float value) => new(Vector128.Create(value));

        public static Wide4 MultiplyAdd(Wide4 x, Wide4 y, Wide4 sum) => new(Vector128.MultiplyAddEstimate(x._value, y._value, sum._value));

        public static float Sum(Wide4 x, Wide4 y) => Vector128.Sum(x._value + y._value);
    }
}
