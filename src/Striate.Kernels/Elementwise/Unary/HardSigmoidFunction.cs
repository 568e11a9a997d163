using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>A logistic function of three straight lines, y = min(max(x + 3, 0), 6)/6.</summary>
public readonly record struct HardSigmoidFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => V.Min(V.Create(6), V.Max(V.Create(0), x + V.Create(3))) * V.Create(1f / 6);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x) => V.SelectGreater(V.Create(3), V.Abs(x), V.Create(1f / 6), V.Create(0));

    T IUnaryFunction.Reference<T>(T x) => T.Clamp(x + T.CreateChecked(3), T.Zero, T.CreateChecked(6)) / T.CreateChecked(6);
}
