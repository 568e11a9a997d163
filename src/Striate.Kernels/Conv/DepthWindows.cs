using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// The slices that a window over depth sees, laid side by side as channels: from a volume [D, H, W, groups, C/groups] to windows
/// [OD, H, W, groups, KD, C/groups] and back. The copy takes KD times the memory of a volume, of one sample at a time.
/// </summary>
internal static unsafe class DepthWindows
{
    /// <summary>Copies; what lies in the padding is zero.</summary>
    public static void Gather(in Conv3dGeometry g, float* volume, float* windows) =>
        Workers.ForRange(g.Depth.Output * g.Slices.Rows.Input, RowsInPiece(g), new GatherRows(g, volume, windows));

    /// <summary>The gradient: sums what the windows hold of each place of the volume.</summary>
    public static void Scatter(in Conv3dGeometry g, float* windows, float* volume) =>
        Workers.ForRange(g.Depth.Input * g.Slices.Rows.Input, RowsInPiece(g), new ScatterRows(g, windows, volume));

    /// <summary>Filters [Cout, KD, KH·KW, C/groups] to [Cout, KH·KW, KD, C/groups].</summary>
    public static void GatherFilters(in Conv3dGeometry g, ReadOnlySpan<float> w, Span<float> gathered) =>
        SwapMiddle(g.Slices.OutChannels, g.Depth.Size, g.Slices.Rows.Size * g.Slices.Columns.Size, g.GroupInChannels, w, gathered);

    /// <summary>The way back.</summary>
    public static void ScatterFilters(in Conv3dGeometry g, ReadOnlySpan<float> gathered, Span<float> w) =>
        SwapMiddle(g.Slices.OutChannels, g.Slices.Rows.Size * g.Slices.Columns.Size, g.Depth.Size, g.GroupInChannels, gathered, w);

    private static int RowsInPiece(in Conv3dGeometry g) => Border.UnitsInPiece(g.Slices.Columns.Input * g.Slices.InChannels);

    private static void SwapMiddle(int outer, int rows, int columns, int inner, ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < outer * rows * columns; i++)
        {
            var (o, row, column) = (i / (rows * columns), i / columns % rows, i % columns);
            x.Slice(i * inner, inner).CopyTo(y.Slice(((((o * columns) + column) * rows) + row) * inner, inner));
        }
    }

    private readonly struct GatherRows(Conv3dGeometry g, float* volume, float* windows) : IRangeWork, IVectorRange
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var (H, C, KD) = (g.Slices.Rows.Input, g.GroupInChannels, g.Depth.Size);
            var parts = g.Slices.Columns.Input * g.Slices.Groups;
            for (var row = start; row < start + length; row++)
            {
                var (slice, h) = Math.DivRem(row, H);
                for (var tap = 0; tap < KD; tap++)
                {
                    var place = (slice * g.Depth.Stride) + (tap * g.Depth.Dilation) - g.Depth.Before;
                    var isInside = place >= 0 && place < g.Depth.Input;
                    var source = volume + ((((nint)(isInside ? place : 0) * H) + h) * parts * C);
                    var target = windows + ((((nint)row * parts * KD) + tap) * C);
                    for (var i = 0; i < parts; i++, source += C, target += KD * C)
                    {
                        for (var c = 0; c < C; c += V.Count)
                        {
                            VectorPart.Store(isInside ? VectorPart.Load<V>(source + c, C - c) : V.Create(0), target + c, C - c);
                        }
                    }
                }
            }
        }
    }

    private readonly struct ScatterRows(Conv3dGeometry g, float* windows, float* volume) : IRangeWork, IVectorRange
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var (H, C, KD) = (g.Slices.Rows.Input, g.GroupInChannels, g.Depth.Size);
            var parts = g.Slices.Columns.Input * g.Slices.Groups;
            for (var row = start; row < start + length; row++)
            {
                var (slice, h) = Math.DivRem(row, H);
                var target = volume + ((nint)row * parts * C);
                new Span<float>(target, parts * C).Clear();
                for (var tap = 0; tap < KD; tap++)
                {
                    var (window, rest) = Math.DivRem(slice + g.Depth.Before - (tap * g.Depth.Dilation), g.Depth.Stride);
                    if (rest != 0 || window < 0 || window >= g.Depth.Output)
                    {
                        continue;
                    }

                    var source = windows + ((((((nint)window * H) + h) * parts * KD) + tap) * C);
                    for (var i = 0; i < parts; i++, source += KD * C)
                    {
                        var sums = target + ((nint)i * C);
                        for (var c = 0; c < C; c += V.Count)
                        {
                            VectorPart.Store(VectorPart.Load<V>(sums + c, C - c) + VectorPart.Load<V>(source + c, C - c), sums + c, C - c);
                        }
                    }
                }
            }
        }
    }
}
