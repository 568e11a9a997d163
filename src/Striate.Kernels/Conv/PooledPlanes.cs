using System.Runtime.CompilerServices;
using Striate.Kernels.Pool;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// A convolution's outputs in planes, of which only the largest of each window of 2×2 side by side goes to memory, and where in its
/// window it stood. Lanes are windows along a row. A last row or column without a partner is left out.
/// </summary>
internal readonly struct PooledPlanes(PlanarRows planes, int filters)
{
    /// <summary>Rows of a window, and its columns.</summary>
    public const int Side = 2;

    /// <summary>The planes before pooling.</summary>
    public PlanarRows Planes => planes;

    public int Filters => filters;

    public int Rows => planes.OutRows / Side;

    public int Columns => planes.OutColumns / Side;

    /// <summary>Windows of a row, filled up to whole vectors.</summary>
    public int WideColumns => planes.WideColumns / Side;

    /// <summary>Where a row's numbers begin among the places, [image][row][filter][column].</summary>
    public nint PlacesBefore(int image, int row) => (((nint)image * Rows) + row) * filters * WideColumns;

    /// <summary>Where a row begins in memory, channels-last.</summary>
    public nint OutputsBefore(int image, int row) => (((nint)image * Rows) + row) * Columns * filters;
}

/// <summary>Finishes outputs, and keeps the largest of each window.</summary>
/// <param name="pooled">The sizes.</param>
/// <param name="epilogue">How to finish outputs.</param>
/// <param name="y">The largest, channels-last.</param>
/// <param name="places">Which one of its window it was, 0 to 3 in reading order; null where nobody asks.</param>
internal readonly unsafe struct PooledOutputs(PooledPlanes pooled, EpilogueWork epilogue, float* y, float* places) : IPlanarOutputs
{
    public void Take<V>(int image, int first, int rows, float* planes, nint pitch)
        where V : unmanaged, IVector<V>
    {
        var (row, count, wide) = (first / PooledPlanes.Side, rows / PooledPlanes.Side, pooled.WideColumns);
        var step = pooled.PlacesBefore(0, 1);
        using var largest = Scratch.Rent(pooled.Filters * count * wide);
        using var spare = Scratch.Rent(places is null ? largest.Length : 0);
        var place = places is null ? spare.Pointer : places + pooled.PlacesBefore(image, row);
        for (var filter = 0; filter < pooled.Filters; filter++, planes += pitch, place += wide)
        {
            TakePlane(planes, count, wide, epilogue.OfChannel<V>(filter), largest.Pointer + (filter * count * wide), place, step);
        }

        for (var i = 0; i < count; i++)
        {
            Transposition.Copy(
                largest.Pointer + (i * wide), count * wide, pooled.Filters, pooled.Columns, y + pooled.OutputsBefore(image, row + i), pooled.Filters);
        }
    }

    // Some rows of windows of one filter.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TakePlane<V>(float* upper, int rows, int wide, ChannelEpilogue<V> epilogue, float* largest, float* places, nint placesStep)
        where V : unmanaged, IVector<V>
    {
        var below = PooledPlanes.Side * wide;
        var (zero, one, two, three) = (V.Create(0), V.Create(1), V.Create(2), V.Create(3));
        for (var row = 0; row < rows; row++, upper += below, largest += wide, places += placesStep)
        {
            for (var i = 0; i < wide; i += V.Count, upper += PooledPlanes.Side * V.Count)
            {
                var (left, right) = (epilogue.Of(V.Load(upper)), epilogue.Of(V.Load(upper + V.Count)));
                var (a, b) = (V.Evens(left, right), V.Odds(left, right));
                (left, right) = (epilogue.Of(V.Load(upper + below)), epilogue.Of(V.Load(upper + below + V.Count)));
                var (c, d) = (V.Evens(left, right), V.Odds(left, right));
                var (ofUpper, ofLower) = (BinMaximum.Larger(a, b), BinMaximum.Larger(c, d));
                V.Store(BinMaximum.Larger(ofUpper, ofLower), largest + i);
                var place = V.SelectGreaterOrNaN(
                    ofLower, ofUpper, V.SelectGreaterOrNaN(d, c, three, two), V.SelectGreaterOrNaN(b, a, one, zero));
                V.Store(place, places + i);
            }
        }
    }
}

/// <summary>The gradient of the outputs from that of the largest of each window: it goes to where that stood.</summary>
/// <param name="pooled">The sizes.</param>
/// <param name="dy">The gradient of the largest, channels-last.</param>
/// <param name="places">Where they stood.</param>
internal readonly unsafe struct PooledGradients(PooledPlanes pooled, float* dy, float* places) : IPlanarGradients
{
    public void Copy<V>(int image, int first, int rows, float* target, nint pitch)
        where V : unmanaged, IVector<V>
    {
        var (row, count, wide) = (first / PooledPlanes.Side, rows / PooledPlanes.Side, pooled.WideColumns);
        using var gradients = Scratch.Rent(pooled.Filters * count * wide);
        gradients.Span.Clear();
        for (var i = 0; i < count; i++)
        {
            Transposition.Copy(
                dy + pooled.OutputsBefore(image, row + i), pooled.Filters, pooled.Columns, pooled.Filters, gradients.Pointer + (i * wide), count * wide);
        }

        var place = places + pooled.PlacesBefore(image, row);
        for (var filter = 0; filter < pooled.Filters; filter++, target += pitch, place += wide)
        {
            CopyPlane<V>(gradients.Pointer + (filter * count * wide), place, pooled.PlacesBefore(0, 1), count, wide, target);

            // A last row that has no partner.
            new Span<float>(target + (count * PooledPlanes.Side * pooled.Planes.WideColumns), rows % PooledPlanes.Side * pooled.Planes.WideColumns).Clear();
        }
    }

    // Some rows of windows of one filter.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CopyPlane<V>(float* gradients, float* places, nint placesStep, int rows, int wide, float* upper)
        where V : unmanaged, IVector<V>
    {
        var below = PooledPlanes.Side * wide;
        var (zero, one, two, three) = (V.Create(0), V.Create(1), V.Create(2), V.Create(3));
        for (var row = 0; row < rows; row++, upper += below, gradients += wide, places += placesStep)
        {
            for (var i = 0; i < wide; i += V.Count, upper += PooledPlanes.Side * V.Count)
            {
                var (gradient, place) = (V.Load(gradients + i), V.Load(places + i));
                var (a, b) = (V.SelectEqual(place, zero, gradient, zero), V.SelectEqual(place, one, gradient, zero));
                var (c, d) = (V.SelectEqual(place, two, gradient, zero), V.SelectEqual(place, three, gradient, zero));
                V.Store(V.InTurnLow(a, b), upper);
                V.Store(V.InTurnHigh(a, b), upper + V.Count);
                V.Store(V.InTurnLow(c, d), upper + below);
                V.Store(V.InTurnHigh(c, d), upper + below + V.Count);
            }
        }
    }
}
