using System.Numerics;
using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Elementwise;

/// <summary>Gaussian error linear unit, y = x · Φ(x) with the normal distribution Φ, exact or by its usual approximation, and its gradient.</summary>
public static unsafe partial class GeluKernel
{
    /// <summary>y = x · Φ(x).</summary>
    /// <param name="form">Which form.</param>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Outputs, as many; may be the same memory as <paramref name="x"/>.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void Forward(GeluForm form, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.SameLength(x, y);
        fixed (float* px = x, py = y)
        {
            Workers.ForRange(x.Length, Border.Grain, new ForwardWork(form, px, py));
        }
    }

    /// <summary>dx = dy · (Φ(x) + x · φ(x)), or what corresponds to it of the approximation.</summary>
    /// <param name="form">Which form.</param>
    /// <param name="x">What <see cref="Forward"/> was given.</param>
    /// <param name="dy">Gradient of the outputs.</param>
    /// <param name="dx">Gradient of the inputs, overwritten; may be the same memory as <paramref name="dy"/>.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void Backward(GeluForm form, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.SameLength(x, dx);
        Border.SameLength(dy, dx);
        fixed (float* px = x, pdy = dy, pdx = dx)
        {
            Workers.ForRange(x.Length, Border.Grain, new BackwardWork(form, px, pdy, pdx));
        }
    }

    // The share Φ of x that passes, and its slope.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Gate(GeluForm form, Vector<float> x, out Vector<float> slope) =>
        form == GeluForm.Tanh ? TanhGate(x, out slope) : NormalGate(x, out slope);

    // The tail of the normal distribution is exp(−t²)·k·P(k)/2 with t = |x|/√2, k = 1/(1 + 3t/8). The polynomial of degree 8 is fitted to
    // exp(t²)·erfc(t) over t from 0 to 10, to 2e-8 of its value, so that also the far tail is right relative to itself. exp(−t²) serves the slope as well.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> NormalGate(Vector<float> x, out Vector<float> slope)
    {
        var t = Vector.Abs(x) * new Vector<float>(0.70710678f);
        var bell = Vector.Exp(-(t * t));
        var k = Vector<float>.One / (Vector<float>.One + (t * new Vector<float>(0.375f)));
        var p = new Vector<float>(0.061538579f);
        p = (p * k) + new Vector<float>(-0.287330105f);
        p = (p * k) + new Vector<float>(0.432398663f);
        p = (p * k) + new Vector<float>(-0.229413398f);
        p = (p * k) + new Vector<float>(0.273724715f);
        p = (p * k) + new Vector<float>(0.121504933f);
        p = (p * k) + new Vector<float>(0.205313495f);
        p = (p * k) + new Vector<float>(0.210649647f);
        p = (p * k) + new Vector<float>(0.211613477f);
        var tail = p * k * bell * new Vector<float>(0.5f);
        slope = bell * new Vector<float>(0.39894228f);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, default), Vector<float>.One - tail, tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> TanhGate(Vector<float> x, out Vector<float> slope)
    {
        var (a, b) = (new Vector<float>(0.79788456f), new Vector<float>(0.79788456f * 0.044715f));
        var x2 = x * x;
        var half = new Vector<float>(0.5f);
        var tanh = TanhKernel.Tanh(x * (a + (b * x2)));
        slope = half * (Vector<float>.One - (tanh * tanh)) * (a + (b * x2 * new Vector<float>(3f)));
        return half + (half * tanh);
    }

    private readonly struct ForwardWork(GeluForm form, float* x, float* y) : IRangeWork
    {
        public void Run(int start, int length)
        {
            var end = start + length;
            for (var i = start; i < end; i += Lanes.Width)
            {
                var value = Lanes.Load(x + i, end - i);
                Lanes.Store(value * Gate(form, value, out _), y + i, end - i);
            }
        }
    }

    private readonly struct BackwardWork(GeluForm form, float* x, float* dy, float* dx) : IRangeWork
    {
        public void Run(int start, int length)
        {
            var end = start + length;
            for (var i = start; i < end; i += Lanes.Width)
            {
                var value = Lanes.Load(x + i, end - i);
                var gate = Gate(form, value, out var slope);
                Lanes.Store(Lanes.Load(dy + i, end - i) * (gate + (value * slope)), dx + i, end - i);
            }
        }
    }
}
