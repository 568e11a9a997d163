using System.Numerics;
using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>A smooth rectifier, y = log(1 + exp(βx))/β.</summary>
/// <param name="Beta">β: the larger, the sharper the bend at 0.</param>
public readonly record struct SoftplusFunction(double Beta) : IUnaryFunction
{
    private readonly float _beta = (float)Beta, _inverse = (float)(1 / Beta);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x)
    {
        var scaled = x * V.Create(_beta);
        var rest = VectorMath.LogOnePlus(VectorMath.Exp(V.Create(0) - V.Abs(scaled)));
        return (V.Max(V.Create(0), scaled) + rest) * V.Create(_inverse);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x) => VectorMath.Sigmoid(x * V.Create(_beta));

    T IUnaryFunction.Reference<T>(T x)
    {
        var beta = T.CreateChecked(Beta);
        return LogOnePlus(T.Exp(beta * x)) / beta;
    }

    /// <summary>log(1 + x), right also where x is small beside 1; the library's own is not.</summary>
    internal static T LogOnePlus<T>(T x)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var sum = T.One + x;
        return sum == T.One ? x : T.Log(sum) * x / (sum - T.One);
    }
}
