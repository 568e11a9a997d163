using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Holds numbers within bounds, y = min(max(x, lowest), highest); a NaN stays.</summary>
/// <param name="Lowest">The lower bound; −∞ for none.</param>
/// <param name="Highest">The upper bound; ∞ for none.</param>
public readonly record struct ClipFunction(double Lowest, double Highest) : IUnaryFunction
{
    private readonly float _lowest = (float)Lowest, _highest = (float)Highest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => V.Min(V.Create(_highest), V.Max(V.Create(_lowest), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x) => V.SelectGreater(
        V.Create(_lowest), x, V.Create(0), V.SelectGreater(x, V.Create(_highest), V.Create(0), V.Create(1)));

    T IUnaryFunction.Reference<T>(T x) => T.Min(T.Max(x, T.CreateChecked(Lowest)), T.CreateChecked(Highest));
}
