using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>Exponential of a difference, y = exp(a − b), where infinities that are equal differ by 0.</summary>
public readonly record struct ExpOfDifferenceFunction : IBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IBinaryFunction.Value<V>(V a, V b) => V.SelectEqual(a, b, V.Create(1), VectorMath.Exp(a - b));

    T IBinaryFunction.Reference<T>(T a, T b) => a == b ? T.One : T.Exp(a - b);
}
