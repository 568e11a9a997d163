using System.Numerics;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>A function of two numbers, written once for all widths of vectors: what a <see cref="BinaryKernel"/> runs.</summary>
public interface IBinaryFunction
{
    /// <summary>y = f(a, b).</summary>
    internal V Value<V>(V a, V b)
        where V : unmanaged, IVector<V>;

    /// <summary>What <see cref="Value"/> computes, by the formula: the plain twin.</summary>
    internal T Reference<T>(T a, T b)
        where T : IBinaryFloatingPointIeee754<T>;
}

/// <summary>A function of two numbers with its derivatives.</summary>
public interface IDifferentiableBinaryFunction : IBinaryFunction
{
    /// <summary>∂y/∂a.</summary>
    internal V SlopeOfA<V>(V a, V b)
        where V : unmanaged, IVector<V>;

    /// <summary>∂y/∂b.</summary>
    internal V SlopeOfB<V>(V a, V b)
        where V : unmanaged, IVector<V>;
}
