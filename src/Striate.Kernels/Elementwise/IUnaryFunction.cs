using System.Numerics;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>A function of one number with its derivative, written once for all widths of vectors: what a <see cref="UnaryKernel"/> runs.</summary>
public interface IUnaryFunction
{
    /// <summary>Whether the derivative is computed from the function's output, not from its input.</summary>
    static virtual bool SlopeIsOfOutput => false;

    /// <summary>y = f(x).</summary>
    internal V Value<V>(V x)
        where V : unmanaged, IVector<V>;

    /// <summary>dy/dx at an input, or at an output where <see cref="SlopeIsOfOutput"/>.</summary>
    internal V Slope<V>(V at)
        where V : unmanaged, IVector<V>;

    /// <summary>What <see cref="Value"/> computes, by the formula: the plain twin.</summary>
    internal T Reference<T>(T x)
        where T : IBinaryFloatingPointIeee754<T>;
}
