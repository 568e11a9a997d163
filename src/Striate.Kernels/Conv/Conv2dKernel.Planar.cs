using System.Runtime.CompilerServices;
using Striate.Kernels.Gemm;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

// Few filters, as in LeNet's first layer: filters as lanes would leave most of them empty, so that lanes are outputs along the row.
public static unsafe partial class Conv2dKernel
{
    // The filter gradient's tile: so many filters, or so many where they divide the filters and the sums find registers, times so many taps of a row.
    private const int FiltersInTile = 2, MostFiltersInTile = 3;
    private const int TapsInTile = PlanarRows.MostSpareTaps + 1;

    internal static bool IsPlanar(in Conv2dGeometry g) =>
        g.Groups == 1 && g.Columns.Stride == 1 && g.Columns.Dilation == 1 && g.Rows.Dilation == 1 && !g.IsPointwise
        && g.OutChannels < Simd.Width && g.Columns.Output >= Simd.Width;

    /// <summary>Numbers that the filters take: [row of taps, channel][tap][filter, up to the rows of whole tiles].</summary>
    internal static int PlanarFilterLength(in Conv2dGeometry g) => g.FilterSize * PlanarFilters(g.OutChannels);

    private static int PlanarFilters(int filters) => Rounding.Up(filters, MicroKernel.FewestRows);

    private static void PackForPlanar(in Conv2dGeometry g, float* w, float* packed)
    {
        var (filters, wide) = (g.OutChannels, PlanarFilters(g.OutChannels));
        new Span<float>(packed, PlanarFilterLength(g)).Clear();
        for (var u = 0; u < g.Rows.Size; u++)
        {
            for (var c = 0; c < g.InChannels; c++)
            {
                for (var v = 0; v < g.Columns.Size; v++, packed += wide)
                {
                    for (var o = 0; o < filters; o++)
                    {
                        packed[o] = w[((((o * g.Rows.Size) + u) * g.Columns.Size) + v) * g.InChannels + c];
                    }
                }
            }
        }
    }

    private static void ForwardPlanar(in Conv2dGeometry g, float* x, float* packed, EpilogueWork epilogue, float* y) =>
        ForwardPlanar(g, x, packed, PlanarRowsInBand(g), new PlanarOutputs(PlanesOf(g), g.OutChannels, epilogue, y));

    private static void ForwardPlanar<T>(in Conv2dGeometry g, float* x, float* packed, int rows, T outputs)
        where T : unmanaged, IPlanarOutputs
    {
        var planes = PlanesOf(g);
        var bands = (planes.OutRows + rows - 1) / rows;
        Workers.For(g.N * bands, new PlanarBand<T>(planes, rows, bands, g.OutChannels, x, packed, outputs));
    }

    private static void BackwardFilterPlanar(in Conv2dGeometry g, float* x, float* dy, float* dw) =>
        BackwardFilterPlanar(g, x, PlanarRowsInBand(g), new PlanarGradients(PlanesOf(g), g.OutChannels, dy), dw);

    private static void BackwardFilterPlanar<T>(in Conv2dGeometry g, float* x, int rows, T gradients, float* dw)
        where T : unmanaged, IPlanarGradients
    {
        var planes = PlanesOf(g);
        var bands = g.N * ((planes.OutRows + rows - 1) / rows);
        var parts = Math.Clamp(bands, 1, MostParts);
        var size = (int)g.FilterLength;
        using var sums = Scratch.Rent(parts * size);
        Workers.For(parts, new PlanarGradientPart<T>(
            planes, rows, bands, (bands + parts - 1) / parts, g.OutChannels, g.InChannels, x, gradients, sums.Pointer));
        new SumParts(sums.Pointer, parts, size, dw).Run(0, size);
    }

    private static PlanarRows PlanesOf(in Conv2dGeometry g) => new(g.Rows, g.Columns, g.InChannels);

    private static int PlanarRowsInBand(in Conv2dGeometry g) =>
        Math.Clamp(Math.Max(PixelsInBand, MultiplyAddsInBand / (g.FilterSize * g.OutChannels)) / g.Columns.Output, 1, g.Rows.Output);

    private readonly struct PlanarBand<T>(PlanarRows planes, int rowsInBand, int bands, int filters, float* x, float* packed, T outputs)
        : IChunkedWork, IVectorChunk
        where T : unmanaged, IPlanarOutputs
    {
        public void Run(int chunk) => ByWidth.Run(this, chunk);

        public void Run<V>(int chunk)
            where V : unmanaged, IVector<V>
        {
            var (image, number) = Math.DivRem(chunk, bands);
            var first = number * rowsInBand;
            var rows = Math.Min(rowsInBand, planes.OutRows - first);
            var (wide, lines) = (planes.WideColumns, PlanarFilters(filters));
            using var band = Scratch.Rent(planes.Length(rows));
            using var product = Scratch.Rent(lines * rows * wide);
            planes.Copy<V>(x, image, first, rows, band.Pointer);

            // Rows of one panel each are the panels of one product.
            var (products, panels, panelStride) = wide == MicroKernel.Columns
                ? (1, rows, planes.RowStride)
                : (rows, wide / MicroKernel.Columns, MicroKernel.Columns);
            for (var i = 0; i < products; i++)
            {
                Product(band.Pointer + (i * planes.RowStride), panelStride, panels, lines, product.Pointer + (i * wide), rows * wide);
            }

            outputs.Take<V>(image, first, rows, product.Pointer, rows * wide);
        }

        private void Product(float* windows, nint panelStride, int panels, int lines, float* product, nint stride)
        {
            var taps = planes.Taps;
            BlockProduct.Run(
                lines, panels * MicroKernel.Columns, taps, new LeftFactor((nint)packed, 1, lines, (nint)taps * lines),
                new RightFactor((nint)windows, panelStride, 1, planes.Pitch), product, stride, accumulate: false, planes.Segments);
        }
    }

    // Some bands: sums[part] = Σ dy · x over all their pixels, for each filter and tap.
    private readonly struct PlanarGradientPart<T>(
        PlanarRows planes, int rowsInBand, int bands, int bandsInPart, int filters, int channels, float* x, T gradients, float* sums)
        : IChunkedWork, IVectorChunk
        where T : unmanaged, IPlanarGradients
    {
        private readonly int _together = filters % MostFiltersInTile == 0 && Simd.Width == Floats16.Count ? MostFiltersInTile : FiltersInTile;

        private int FilterBlocks => (filters + _together - 1) / _together;

        private int TapBlocks => (planes.Taps + TapsInTile - 1) / TapsInTile;

        public void Run(int part) => ByWidth.Run(this, part);

        public void Run<V>(int part)
            where V : unmanaged, IVector<V>
        {
            var bandsInImage = (planes.OutRows + rowsInBand - 1) / rowsInBand;
            var (wide, plane) = (planes.WideColumns, rowsInBand * planes.WideColumns);
            using var band = Scratch.Rent(planes.Length(rowsInBand));
            using var gradient = Scratch.Rent(FilterBlocks * _together * plane);
            using var lanes = Scratch.Rent(planes.Segments * TapBlocks * FilterBlocks * _together * TapsInTile * V.Count);
            gradient.Span.Clear();
            lanes.Span.Clear();
            for (var number = part * bandsInPart; number < Math.Min(bands, (part + 1) * bandsInPart); number++)
            {
                var (image, place) = Math.DivRem(number, bandsInImage);
                var first = place * rowsInBand;
                var rows = Math.Min(rowsInBand, planes.OutRows - first);
                planes.Copy<V>(x, image, first, rows, band.Pointer);
                gradients.Copy<V>(image, first, rows, gradient.Pointer, plane);

                var sum = lanes.Pointer;
                for (var segment = 0; segment < planes.Segments; segment++)
                {
                    for (var taps = 0; taps < TapBlocks; taps++)
                    {
                        var line = band.Pointer + (segment * planes.Pitch) + (taps * TapsInTile);
                        for (var block = 0; block < FilterBlocks; block++, sum += _together * TapsInTile * V.Count)
                        {
                            var filter = gradient.Pointer + (block * _together * plane);
                            if (_together == MostFiltersInTile)
                            {
                                Fifteen<V>(filter, plane, line, planes.RowStride, rows, wide, sum);
                            }
                            else
                            {
                                Ten<V>(filter, plane, line, planes.RowStride, rows, wide, sum);
                            }
                        }
                    }
                }
            }

            Collect<V>(lanes.Pointer, sums + ((nint)part * filters * planes.Segments * planes.Taps));
        }

        // Two filters times five neighbouring taps: sum[filter][tap] += Σ over rows and columns, lane by lane. 10 accumulators, 2 of dy and 1 of x
        // are 13 registers, of the 16 that Vector256 and Vector128 have.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Ten<V>(float* d0, nint plane, float* line, nint rowStride, int rows, int columns, float* sum)
            where V : unmanaged, IVector<V>
        {
            var d1 = d0 + plane;
            var (a0, a1, a2, a3, a4) = Five<V>(sum);
            var (b0, b1, b2, b3, b4) = Five<V>(sum + (5 * V.Count));
            for (var i = 0; i < rows; i++, line += rowStride, d0 += columns, d1 += columns)
            {
                for (nint j = 0; j < columns; j += V.Count)
                {
                    var (a, b) = (V.Load(d0 + j), V.Load(d1 + j));
                    var x = V.Load(line + j);
                    V.Accumulate(a, x, ref a0);
                    V.Accumulate(b, x, ref b0);
                    x = V.Load(line + j + 1);
                    V.Accumulate(a, x, ref a1);
                    V.Accumulate(b, x, ref b1);
                    x = V.Load(line + j + 2);
                    V.Accumulate(a, x, ref a2);
                    V.Accumulate(b, x, ref b2);
                    x = V.Load(line + j + 3);
                    V.Accumulate(a, x, ref a3);
                    V.Accumulate(b, x, ref b3);
                    x = V.Load(line + j + 4);
                    V.Accumulate(a, x, ref a4);
                    V.Accumulate(b, x, ref b4);
                }
            }

            StoreFive(a0, a1, a2, a3, a4, sum);
            StoreFive(b0, b1, b2, b3, b4, sum + (5 * V.Count));
        }

        // Three filters: 15 sums for eight loads, of which those that cross a line of the cache take twice as long.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Fifteen<V>(float* d0, nint plane, float* line, nint rowStride, int rows, int columns, float* sum)
            where V : unmanaged, IVector<V>
        {
            var (d1, d2) = (plane, 2 * plane);
            var (a0, a1, a2, a3, a4) = Five<V>(sum);
            var (b0, b1, b2, b3, b4) = Five<V>(sum + (5 * V.Count));
            var (c0, c1, c2, c3, c4) = Five<V>(sum + (10 * V.Count));
            for (var i = 0; i < rows; i++, line += rowStride, d0 += columns)
            {
                for (nint j = 0; j < columns; j += V.Count)
                {
                    var (a, b, c) = (V.Load(d0 + j), V.Load(d0 + d1 + j), V.Load(d0 + d2 + j));
                    var x = V.Load(line + j);
                    V.Accumulate(a, x, ref a0);
                    V.Accumulate(b, x, ref b0);
                    V.Accumulate(c, x, ref c0);
                    x = V.Load(line + j + 1);
                    V.Accumulate(a, x, ref a1);
                    V.Accumulate(b, x, ref b1);
                    V.Accumulate(c, x, ref c1);
                    x = V.Load(line + j + 2);
                    V.Accumulate(a, x, ref a2);
                    V.Accumulate(b, x, ref b2);
                    V.Accumulate(c, x, ref c2);
                    x = V.Load(line + j + 3);
                    V.Accumulate(a, x, ref a3);
                    V.Accumulate(b, x, ref b3);
                    V.Accumulate(c, x, ref c3);
                    x = V.Load(line + j + 4);
                    V.Accumulate(a, x, ref a4);
                    V.Accumulate(b, x, ref b4);
                    V.Accumulate(c, x, ref c4);
                }
            }

            StoreFive(a0, a1, a2, a3, a4, sum);
            StoreFive(b0, b1, b2, b3, b4, sum + (5 * V.Count));
            StoreFive(c0, c1, c2, c3, c4, sum + (10 * V.Count));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static (V A, V B, V C, V D, V E) Five<V>(float* x)
            where V : unmanaged, IVector<V> =>
            (V.Load(x), V.Load(x + V.Count), V.Load(x + (2 * V.Count)), V.Load(x + (3 * V.Count)), V.Load(x + (4 * V.Count)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void StoreFive<V>(V a, V b, V c, V d, V e, float* y)
            where V : unmanaged, IVector<V>
        {
            V.Store(a, y);
            V.Store(b, y + V.Count);
            V.Store(c, y + (2 * V.Count));
            V.Store(d, y + (3 * V.Count));
            V.Store(e, y + (4 * V.Count));
        }

        // Adds up the lanes, and leaves out the filters and taps that only filled a tile.
        private void Collect<V>(float* lanes, float* target)
            where V : unmanaged, IVector<V>
        {
            for (var filter = 0; filter < filters; filter++)
            {
                for (var u = 0; u < planes.Segments / channels; u++)
                {
                    for (var v = 0; v < planes.Taps; v++)
                    {
                        for (var c = 0; c < channels; c++)
                        {
                            var tile = (((((u * channels) + c) * TapBlocks) + (v / TapsInTile)) * FilterBlocks) + (filter / _together);
                            var place = (((tile * _together) + (filter % _together)) * TapsInTile) + (v % TapsInTile);
                            *target++ = V.Sum(V.Load(lanes + ((nint)place * V.Count)));
                        }
                    }
                }
            }
        }
    }
}
