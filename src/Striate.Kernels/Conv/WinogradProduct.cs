using System.Runtime.CompilerServices;
using Striate.Kernels.Gemm;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// The three steps of a Winograd convolution: images to v, v times the transformed filters to m, m to
/// outputs. v is [place][tile][channel], m is [place][tile][filter].
/// </summary>
internal readonly unsafe struct WinogradProduct<V, TInput, TOutput>(
    TiledImages images, int columns, EpilogueWork epilogue, float* y)
    where V : unmanaged, IVector<V>
    where TInput : struct, ILinearMap
    where TOutput : struct, ILinearMap
{
    // Rows hold whole vectors, and one more, so that equal places of neighbouring rows do not compete for one line of the cache.
    private readonly int _inputRow = Rounding.Up(images.Channels, V.Count) + V.Count;
    private readonly int _outputRow = Rounding.Up(columns, V.Count) + V.Count;

    /// <summary>Tiles that a thread takes at a time.</summary>
    public const int TilesInPiece = 4;

    public static int Places => TInput.Out * TInput.Out;

    public int InputLength(int tiles) => Places * tiles * _inputRow;

    public int OutputLength(int tiles) => Places * tiles * _outputRow;

    /// <summary>Transforms the patches of some tiles.</summary>
    /// <param name="tile">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="v">Where the first one's numbers go.</param>
    /// <param name="tiles">Tiles that v has room for.</param>
    public void TransformInput(int tile, int count, float* v, int tiles)
    {
        var channels = images.Channels;
        using var zeros = Scratch.Rent(channels);
        zeros.Span.Clear();
        using var temporary = Scratch.Rent(Places * V.Count);
        var pixels = stackalloc float*[Places];
        for (var t = 0; t < count; t++, v += _inputRow)
        {
            images.FindPatch(tile + t, zeros.Pointer, pixels);
            for (var c = 0; c < channels; c += V.Count)
            {
                Transform2d.RunPixels<V, TInput>(pixels, c, channels - c, new Planes<V>(v + c, (nint)tiles * _inputRow, TInput.Out), (V*)temporary.Pointer);
            }
        }
    }

    /// <summary>Transforms all patches, on all threads.</summary>
    public void TransformInputs(int tiles, float* v) => Workers.ForRange(tiles, TilesInPiece, new InputStep(this, tiles, v));

    /// <summary>The product at one place of the transform, with all filters, transformed.</summary>
    public void Multiply(int place, int count, float* v, float* filters, float* m, int tiles)
    {
        var nr = MicroKernel.Columns;
        var panel = (nint)images.Channels * nr;
        BlockProduct.Run(
            count, columns, images.Channels,
            new LeftFactor((nint)(v + ((nint)place * tiles * _inputRow)), _inputRow, 1),
            new RightFactor((nint)(filters + ((nint)place * WinogradFilters.PlaceLength(images.Channels, columns))), panel, nr),
            m + ((nint)place * tiles * _outputRow), _outputRow, accumulate: false);
    }

    /// <summary>Transforms all products of some tiles to outputs.</summary>
    public void TransformOutput(int tile, int count, float* m, int tiles) =>
        TransformOutput(tile, count, m, tiles, _outputRow, 0, columns);

    /// <summary>Transforms products of some columns to outputs.</summary>
    /// <param name="tile">The first tile.</param>
    /// <param name="count">How many.</param>
    /// <param name="m">The first one's products.</param>
    /// <param name="tiles">Tiles that m has room for.</param>
    /// <param name="row">From one tile's products to the next one's.</param>
    /// <param name="first">The first column.</param>
    /// <param name="width">How many columns.</param>
    private void TransformOutput(int tile, int count, float* m, int tiles, int row, int first, int width)
    {
        using var temporary = Scratch.Rent(Places * V.Count);
        var finish = epilogue.Skip(first);
        for (var t = 0; t < count; t++, m += row)
        {
            var (image, outputRow, outputColumn) = images.FirstOutput(tile + t);
            var (rows, pixels) = images.OutputsFrom(outputRow, outputColumn);
            var target = y + (images.OutputIndex(image, outputRow, outputColumn) * columns) + first;
            var rowStride = (nint)images.OutputWidth * columns;
            var isWhole = rows == TOutput.Out && pixels == TOutput.Out;
            for (var c = 0; c < width; c += V.Count)
            {
                var products = new Planes<V>(m + c, (nint)tiles * row, TOutput.In);
                if (isWhole && width - c >= V.Count)
                {
                    Transform2d.Run<V, TOutput, Planes<V>, Outputs<V>>(products, new(target + c, rowStride, columns), (V*)temporary.Pointer);
                }
                else
                {
                    Transform2d.Run<V, TOutput, Planes<V>, PartOutputs<V>>(
                        products, new(target + c, rowStride, columns, rows, pixels, width - c), (V*)temporary.Pointer);
                }
            }

            for (var i = 0; i < rows; i++)
            {
                finish.Apply(target + (i * rowStride), columns, pixels, width);
            }
        }
    }

    /// <summary>Numbers of the products of one panel of filters with all tiles.</summary>
    public static int PanelOutputLength(int tiles) => Places * tiles * MicroKernel.Columns;

    /// <summary>The products of a panel of filters, transformed, with all tiles, at all places.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="tiles">Tiles.</param>
    /// <param name="v">The transformed tiles.</param>
    /// <param name="filters">All panels.</param>
    /// <param name="m">[place][tile][column of the panel].</param>
    public void MultiplyPanel(int panel, int tiles, float* v, float* filters, float* m)
    {
        var size = (nint)images.Channels * MicroKernel.Columns;
        MultiplyPanel(tiles, v, 0, images.Channels, filters + (panel * size), WinogradFilters.PlaceLength(images.Channels, columns), m);
    }

    /// <summary>The same for some steps of the panel.</summary>
    /// <param name="tiles">Tiles.</param>
    /// <param name="v">The transformed tiles.</param>
    /// <param name="step">The first step.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="u">The panel's steps at the first place.</param>
    /// <param name="place">From one place's to the next one's.</param>
    /// <param name="m">[place][tile][column of the panel], added to from the second block of steps on.</param>
    public void MultiplyPanel(int tiles, float* v, int step, int steps, float* u, nint place, float* m)
    {
        var nr = MicroKernel.Columns;
        for (var p = 0; p < Places; p++)
        {
            BlockProduct.Run(
                tiles, nr, steps, new LeftFactor((nint)(v + ((nint)p * tiles * _inputRow) + step), _inputRow, 1),
                new RightFactor((nint)(u + (p * place)), (nint)steps * nr, nr), m + ((nint)p * tiles * nr), nr, accumulate: step > 0);
        }
    }

    /// <summary>Transforms a panel's products to outputs.</summary>
    public void TransformPanel(int panel, int tiles, float* m)
    {
        var (nr, first) = (MicroKernel.Columns, panel * MicroKernel.Columns);
        TransformOutput(0, tiles, m, tiles, nr, first, Math.Min(nr, columns - first));
    }

    private readonly struct InputStep(WinogradProduct<V, TInput, TOutput> product, int tiles, float* v) : IRangeWork
    {
        public void Run(int start, int length) => product.TransformInput(start, length, v + (product.InputLength(start) / Places), tiles);
    }
}

/// <summary>A band of tiles that one thread takes through all three steps, with all filters.</summary>
internal readonly unsafe struct TileBand<V, TInput, TOutput>(WinogradProduct<V, TInput, TOutput> product, float* filters, int tiles, int tilesInBand) : IChunkedWork
    where V : unmanaged, IVector<V>
    where TInput : struct, ILinearMap
    where TOutput : struct, ILinearMap
{
    public void Run(int chunk)
    {
        var first = chunk * tilesInBand;
        var count = Math.Min(tilesInBand, tiles - first);
        using var v = Scratch.Rent(product.InputLength(tilesInBand));
        using var m = Scratch.Rent(product.OutputLength(tilesInBand));
        product.TransformInput(first, count, v.Pointer, tilesInBand);
        for (var place = 0; place < WinogradProduct<V, TInput, TOutput>.Places; place++)
        {
            product.Multiply(place, count, v.Pointer, filters, m.Pointer, tilesInBand);
        }

        product.TransformOutput(first, count, m.Pointer, tilesInBand);
    }
}

/// <summary>A panel of filters, transformed before, that one thread multiplies with all tiles.</summary>
internal readonly unsafe struct PackedPanel<V, TInput, TOutput>(
    WinogradProduct<V, TInput, TOutput> product, float* filters, int tiles, float* v) : IChunkedWork
    where V : unmanaged, IVector<V>
    where TInput : struct, ILinearMap
    where TOutput : struct, ILinearMap
{
    public void Run(int chunk)
    {
        using var m = Scratch.Rent(WinogradProduct<V, TInput, TOutput>.PanelOutputLength(tiles));
        product.MultiplyPanel(chunk, tiles, v, filters, m.Pointer);
        product.TransformPanel(chunk, tiles, m.Pointer);
    }
}

/// <summary>
/// A panel of filters that are used for these tiles alone: it is transformed a block at a time, multiplied with all tiles while it is
/// in the second cache, and forgotten, so that transformed filters, four times as large, never go to memory.
/// </summary>
internal readonly unsafe struct PassingPanel<V, TInput, TFilter, TOutput>(
    WinogradProduct<V, TInput, TOutput> product, WinogradFilters filters, int tiles, float* v) : IChunkedWork
    where V : unmanaged, IVector<V>
    where TInput : struct, ILinearMap
    where TFilter : struct, ILinearMap
    where TOutput : struct, ILinearMap
{
    // 36 places of 96 steps of a panel are 440 KB.
    private const int StepsInBlock = 96;

    public void Run(int chunk)
    {
        var nr = MicroKernel.Columns;
        using var u = Scratch.Rent(WinogradProduct<V, TInput, TOutput>.Places * WinogradFilters.PlaceLength(StepsInBlock, nr));
        using var m = Scratch.Rent(WinogradProduct<V, TInput, TOutput>.PanelOutputLength(tiles));
        for (var step = 0; step < filters.Steps; step += StepsInBlock)
        {
            var steps = Math.Min(StepsInBlock, filters.Steps - step);
            var place = WinogradFilters.PlaceLength(steps, nr);
            for (var part = 0; part < steps; part += TransformFilters<V, TFilter>.StepsInBlock)
            {
                var count = Math.Min(TransformFilters<V, TFilter>.StepsInBlock, steps - part);
                TransformFilters<V, TFilter>.Run(filters, chunk, step + part, count, u.Pointer + (part * nr), place);
            }

            product.MultiplyPanel(tiles, v, step, steps, u.Pointer, place, m.Pointer);
        }

        product.TransformPanel(chunk, tiles, m.Pointer);
    }
}

/// <summary>The outputs of a tile: one vector of channels of each.</summary>
internal readonly unsafe struct Outputs<V>(float* y, nint rowStride, int pixelStride) : ITarget<V>
    where V : unmanaged, IVector<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int i, int line, V value) => V.Store(value, y + (line * rowStride) + (i * pixelStride));
}

/// <summary>As <see cref="Outputs{V}"/>, where some outputs lie past the image's rim or the last vector is not full.</summary>
internal readonly unsafe struct PartOutputs<V>(float* y, nint rowStride, int pixelStride, int rows, int columns, int left) : ITarget<V>
    where V : unmanaged, IVector<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int i, int line, V value)
    {
        if (line < rows && i < columns)
        {
            VectorPart.Store(value, y + (line * rowStride) + (i * pixelStride), left);
        }
    }
}
