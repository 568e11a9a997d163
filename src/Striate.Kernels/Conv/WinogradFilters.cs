using System.Runtime.CompilerServices;
using Striate.Kernels.Gemm;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// A bank of square filters as the right factor of a product: tap t of step s and column c stands at
/// w[s·stepStride + c·columnStride + t·tapStride]; one of the first two strides is 1.
/// </summary>
internal readonly unsafe struct WinogradFilters(float* w, int steps, int columns, nint columnStride, nint stepStride, nint tapStride)
{
    private const int Gap = 16;

    public int Steps => steps;

    public int Columns => columns;

    /// <summary>
    /// From one place of transformed filters to the next: their panels and a gap of a line, without which equal numbers of all places compete
    /// for one line of the first cache.
    /// </summary>
    /// <param name="steps">Steps of the product.</param>
    /// <param name="columns">Columns of the product.</param>
    public static int PlaceLength(int steps, int columns) => (MicroKernel.Panels(columns) * steps * MicroKernel.Columns) + Gap;

    /// <summary>Copies the taps of a block out: [taps][count][width], columns past the last zero.</summary>
    public void Copy(int taps, int step, int count, int column, int width, float* target)
    {
        var columnsLeft = Math.Min(width, columns - column);
        if (columnsLeft < width)
        {
            new Span<float>(target, taps * count * width).Clear();
        }

        for (var tap = 0; tap < taps; tap++, target += (nint)count * width)
        {
            var source = w + (step * stepStride) + (column * columnStride) + (tap * tapStride);
            if (stepStride == 1)
            {
                Transposition.Copy(source, columnStride, columnsLeft, count, target, width);
                continue;
            }

            for (var s = 0; s < count; s++)
            {
                new ReadOnlySpan<float>(source + (s * stepStride), columnsLeft).CopyTo(new Span<float>(target + ((nint)s * width), columnsLeft));
            }
        }
    }
}

/// <summary>Transforms filters into the panels of a product's right factor: [place][panel][step][column of the panel].</summary>
internal readonly unsafe struct TransformFilters<V, TFilter>(WinogradFilters filters, int panels, float* u) : IChunkedWork
    where V : unmanaged, IVector<V>
    where TFilter : struct, ILinearMap
{
    public const int StepsInBlock = 16;

    public void Run(int chunk)
    {
        var nr = MicroKernel.Columns;
        var (panel, step) = (chunk % panels, chunk / panels * StepsInBlock);
        var count = Math.Min(StepsInBlock, filters.Steps - step);
        Run(filters, panel, step, count, u + ((((nint)panel * filters.Steps) + step) * nr), WinogradFilters.PlaceLength(filters.Steps, filters.Columns));
    }

    /// <summary>Transforms some steps of one panel.</summary>
    /// <param name="filters">The filters.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="step">The first step.</param>
    /// <param name="count">How many steps.</param>
    /// <param name="target">Where the first one's numbers go.</param>
    /// <param name="place">From one place of the transform to the next.</param>
    public static void Run(WinogradFilters filters, int panel, int step, int count, float* target, nint place)
    {
        var nr = MicroKernel.Columns;
        using var taps = Scratch.Rent(TFilter.In * TFilter.In * count * nr);
        using var temporary = Scratch.Rent(TFilter.Out * TFilter.In * V.Count);
        filters.Copy(TFilter.In * TFilter.In, step, count, panel * nr, nr, taps.Pointer);
        for (var s = 0; s < count * nr; s += V.Count)
        {
            Transform2d.Run<V, TFilter, Planes<V>, Planes<V>>(
                new Planes<V>(taps.Pointer + s, count * nr, TFilter.In), new Planes<V>(target + s, place, TFilter.Out), (V*)temporary.Pointer);
        }
    }
}

/// <summary>A small square of vectors, each in a plane of its own: read by columns, written by rows.</summary>
internal readonly unsafe struct Planes<V>(float* first, nint plane, int width) : ISource<V>, ITarget<V>
    where V : unmanaged, IVector<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Read(int i, int line) => V.Load(first + (((i * width) + line) * plane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int i, int line, V value) => V.Store(value, first + (((line * width) + i) * plane));
}
