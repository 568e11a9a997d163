using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Striate.Kernels.Conv;

/// <summary>
/// A bank of filters in the order in which the kernel of a forward convolution reads it, for those who run it many times
/// with the same weights. See <see cref="Conv2dKernel.Pack(in Conv2dGeometry, ReadOnlySpan{float})"/>.
/// </summary>
public sealed unsafe class PackedFilters
{
    private readonly ArraySegment<float> _memory;

    internal PackedFilters(in Conv2dGeometry g, ForwardWay way)
    {
        (Geometry, Way) = (g, way);
        _memory = AlignedMemory.Allocate(way.PackedLength(g));
    }

    /// <summary>The convolution that they were packed for.</summary>
    public Conv2dGeometry Geometry { get; }

    internal ForwardWay Way { get; }

    internal float* Pointer => (float*)Marshal.UnsafeAddrOfPinnedArrayElement(_memory.Array!, _memory.Offset);
}
