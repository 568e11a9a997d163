using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// The sums of a form of Winograd's method with tiles of two by two outputs, over few channels and in registers: lanes are filters. A form says how
/// its outputs are summed up and transformed back, and how the filters' gradient is.
/// </summary>
internal unsafe interface IFewChannelSums
{
    /// <summary>Vectors of filters whose gradients are summed up together.</summary>
    static abstract int VectorsTogether { get; }

    /// <summary>Outputs y = Aᵀ(Σ over channels u ⊙ v)A, at least of as many tiles as are computed together.</summary>
    /// <param name="u">The filters, [place][channel][filter].</param>
    /// <param name="v">The transformed tiles.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="pitch">From a row of the tiles' transform to the next one.</param>
    /// <param name="tiles">How many.</param>
    /// <param name="upper">The first output of the upper row.</param>
    /// <param name="lower">The first output of the lower row.</param>
    /// <param name="pixel">From an output to the next one.</param>
    /// <param name="streams">Whether outputs are stored past the caches.</param>
    static abstract void Run<V>(float* u, float* v, int channels, nint pitch, int tiles, float* upper, float* lower, nint pixel, bool streams)
        where V : unmanaged, IVector<V>;

    /// <summary>
    /// Adds (Bᵀ·x·B) ⊙ (A·dy·Aᵀ) of some tiles, one column of the transform, to the sums of a group of channels and one or two vectors of filters.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="v">That column of the first tile, from the first channel of the group on.</param>
    /// <param name="pitch">From a row of the tiles' transform to the next one.</param>
    /// <param name="tiles">How many.</param>
    /// <param name="upper">The first gradient of the upper row.</param>
    /// <param name="lower">The first gradient of the lower row.</param>
    /// <param name="pixel">From a gradient to the next one.</param>
    /// <param name="second">From the gradient of the first vector to that of the second.</param>
    /// <param name="sums">Sums of the first vector, [channel][filter] of the column's first place.</param>
    /// <param name="secondSums">Sums of the second.</param>
    /// <param name="row">From a place of the column to the next one's sums.</param>
    static abstract void Add<V>(
        int column, float* v, nint pitch, int tiles, float* upper, float* lower, nint pixel, nint second, float* sums, float* secondSums, nint row)
        where V : unmanaged, IVector<V>;
}

/// <summary>What both forms share.</summary>
internal static unsafe class FewChannelSums
{
    /// <summary>Outputs along a side of a tile.</summary>
    public const int Side = 2;

    /// <summary>Tiles that share the loads of the filters.</summary>
    public const int TilesTogether = 3;

    /// <summary>Channels whose gradients are summed up together.</summary>
    public const int ChannelsTogether = 3;

    /// <summary>Channels, filled up to whole groups.</summary>
    public static int Whole(int channels) => Rounding.Up(channels, ChannelsTogether);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (V A, V B, V C) LoadThree<V>(float* x)
        where V : unmanaged, IVector<V> => (V.Load(x), V.Load(x + V.Count), V.Load(x + (2 * V.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreThree<V>(V a, V b, V c, float* y, nint stride, bool streams)
        where V : unmanaged, IVector<V>
    {
        VectorPart.Store(a, y, V.Count, streams);
        VectorPart.Store(b, y + stride, V.Count, streams);
        VectorPart.Store(c, y + (2 * stride), V.Count, streams);
    }
}
