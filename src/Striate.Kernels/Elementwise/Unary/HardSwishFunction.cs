using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>A swish of three pieces, y = x · min(max(x + 3, 0), 6)/6.</summary>
public readonly record struct HardSwishFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => x * V.Min(V.Create(6), V.Max(V.Create(0), x + V.Create(3))) * V.Create(1f / 6);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x)
    {
        var middle = V.MultiplyAdd(x, V.Create(1f / 3), V.Create(0.5f));
        return V.SelectGreater(x, V.Create(3), V.Create(1), V.SelectGreater(V.Create(-3), x, V.Create(0), middle));
    }

    T IUnaryFunction.Reference<T>(T x) => x * T.Clamp(x + T.CreateChecked(3), T.Zero, T.CreateChecked(6)) / T.CreateChecked(6);
}
