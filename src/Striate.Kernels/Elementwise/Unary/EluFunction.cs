using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>
/// Exponential linear unit with all its settings, y = scale · x above 0, else scale · α · (exp(inputScale · x) − 1): ELU, SELU and
/// CELU are cases of it.
/// </summary>
/// <param name="Alpha">How far below 0 it goes, before the scale.</param>
/// <param name="Scale">Scale of the outputs.</param>
/// <param name="InputScale">Scale of the inputs that are not above 0.</param>
public readonly record struct EluFunction(double Alpha, double Scale = 1, double InputScale = 1) : IUnaryFunction
{
    private readonly float _scale = (float)Scale, _depth = (float)(Scale * Alpha), _inputScale = (float)InputScale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => V.SelectGreater(
        x, V.Create(0), x * V.Create(_scale), VectorMath.ExpMinusOne(V.Min(V.Create(0), x) * V.Create(_inputScale)) * V.Create(_depth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x) => V.SelectGreater(
        x, V.Create(0), V.Create(_scale), VectorMath.Exp(x * V.Create(_inputScale)) * V.Create(_depth * _inputScale));

    T IUnaryFunction.Reference<T>(T x) => x > T.Zero
        ? x * T.CreateChecked(Scale)
        : (T.Exp(x * T.CreateChecked(InputScale)) - T.One) * T.CreateChecked(Scale * Alpha);
}
