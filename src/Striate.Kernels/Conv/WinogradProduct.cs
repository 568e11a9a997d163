using System.Runtime.CompilerServices;
using Striate.Kernels.Gemm;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// The three steps of a Winograd convolution over a range of tiles: images to v, v times the transformed filters to m, m to
/// outputs. v is [place][tile][channel], m is [place][tile][filter].
/// </summary>
internal readonly unsafe struct WinogradProduct<V, TInput, TOutput>(
    TiledImages images, int columns, EpilogueWork epilogue, float* y)
    where V : unmanaged, IVector<V>
    where TInput : struct, ILinearMap
    where TOutput : struct, ILinearMap
{
    // Rows hold whole vectors, and one more, so that equal places of neighbouring rows do not compete for one line of the cache.
    private readonly int _inputRow = Round(images.Channels, V.Count) + V.Count;
    private readonly int _outputRow = Round(columns, V.Count) + V.Count;

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

    /// <summary>Transforms the patches of a band whose tiles fill v, on all threads.</summary>
    public void TransformInputs(int first, int count, float* v) => Workers.ForRange(count, TilesInPiece, new InputStep(this, first, count, v));

    /// <summary>The product at one place of the transform, with all filters, transformed.</summary>
    public void Multiply(int place, int count, float* v, float* filters, float* m, int tiles)
    {
        var nr = MicroKernel.Columns;
        var (panel, panels) = ((nint)images.Channels * nr, (columns + nr - 1) / nr);
        BlockProduct.Run(
            count, columns, images.Channels,
            new LeftFactor((nint)(v + ((nint)place * tiles * _inputRow)), _inputRow, 1),
            new RightFactor((nint)(filters + (place * panels * panel)), panel, nr),
            m + ((nint)place * tiles * _outputRow), _outputRow, accumulate: false);
    }

    /// <summary>Transforms products to outputs.</summary>
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
    public void TransformOutput(int tile, int count, float* m, int tiles, int row, int first, int width)
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

    /// <summary>Some columns of the product at one place, for some steps of a panel of filters.</summary>
    /// <param name="place">The place.</param>
    /// <param name="tiles">Tiles.</param>
    /// <param name="v">The transformed tiles.</param>
    /// <param name="step">The first step.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="u">The panel's steps at this place.</param>
    /// <param name="m">[tile][column of the panel], added to from the second block of steps on.</param>
    public void MultiplyPanel(int place, int tiles, float* v, int step, int steps, float* u, float* m)
    {
        var nr = MicroKernel.Columns;
        BlockProduct.Run(
            tiles, nr, steps, new LeftFactor((nint)(v + ((nint)place * tiles * _inputRow) + step), _inputRow, 1),
            new RightFactor((nint)u, (nint)steps * nr, nr), m, nr, accumulate: step > 0);
    }

    private static int Round(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    private readonly struct InputStep(WinogradProduct<V, TInput, TOutput> product, int first, int tiles, float* v) : IRangeWork
    {
        public void Run(int start, int length) => product.TransformInput(first + start, length, v + (product.InputLength(start) / Places), tiles);
    }
}

/// <summary>A band of tiles that one thread takes through all three steps.</summary>
internal readonly unsafe struct OwnedBand<V, TInput, TOutput>(WinogradProduct<V, TInput, TOutput> product, float* filters, int tiles) : IChunkedWork
    where V : unmanaged, IVector<V>
    where TInput : struct, ILinearMap
    where TOutput : struct, ILinearMap
{
    /// <summary>A multiple of every tile's rows; with 64 channels v and m are 220 KB each.</summary>
    public const int Tiles = 24;

    public void Run(int chunk)
    {
        var first = chunk * Tiles;
        var count = Math.Min(Tiles, tiles - first);
        using var v = Scratch.Rent(product.InputLength(Tiles));
        using var m = Scratch.Rent(product.OutputLength(Tiles));
        product.TransformInput(first, count, v.Pointer, Tiles);
        for (var place = 0; place < WinogradProduct<V, TInput, TOutput>.Places; place++)
        {
            product.Multiply(place, count, v.Pointer, filters, m.Pointer, Tiles);
        }

        product.TransformOutput(first, count, m.Pointer, Tiles);
    }
}

/// <summary>A band of tiles that all threads take through the steps together, one step after the other.</summary>
internal readonly unsafe struct SharedBand<V, TInput, TOutput>(
    WinogradProduct<V, TInput, TOutput> product, float* filters, int first, int count, float* v, float* m)
    where V : unmanaged, IVector<V>
    where TInput : struct, ILinearMap
    where TOutput : struct, ILinearMap
{
    private readonly WinogradProduct<V, TInput, TOutput> _product = product;
    private readonly float* _filters = filters;
    private readonly int _first = first;
    private readonly int _count = count;
    private readonly float* _v = v;
    private readonly float* _m = m;

    public void Run()
    {
        _product.TransformInputs(_first, _count, _v);
        Workers.For(WinogradProduct<V, TInput, TOutput>.Places, new ProductStep(this));
        Workers.ForRange(_count, WinogradProduct<V, TInput, TOutput>.TilesInPiece, new OutputStep(this));
    }

    private readonly struct ProductStep(SharedBand<V, TInput, TOutput> band) : IChunkedWork
    {
        public void Run(int chunk) => band._product.Multiply(chunk, band._count, band._v, band._filters, band._m, band._count);
    }

    private readonly struct OutputStep(SharedBand<V, TInput, TOutput> band) : IRangeWork
    {
        public void Run(int start, int length) => band._product.TransformOutput(
            band._first + start, length, band._m + (band._product.OutputLength(start) / WinogradProduct<V, TInput, TOutput>.Places), band._count);
    }
}

/// <summary>
/// Few tiles, and filters that are used for them alone: each panel of filters is transformed a block at a time, multiplied with all
/// tiles while it is in the second cache, and forgotten, so that transformed filters, four times as large, never go to memory.
/// </summary>
internal readonly unsafe struct PassingFilters<V, TInput, TFilter, TOutput>(
    WinogradProduct<V, TInput, TOutput> product, WinogradFilters filters, int tiles, float* v) : IChunkedWork
    where V : unmanaged, IVector<V>
    where TInput : struct, ILinearMap
    where TFilter : struct, ILinearMap
    where TOutput : struct, ILinearMap
{
    /// <summary>With more tiles than these they are read more often than it saves.</summary>
    public const int MostTiles = 64;

    // 36 places of 96 steps of a panel are 440 KB.
    private const int StepsInBlock = 96;

    private static int Places => WinogradProduct<V, TInput, TOutput>.Places;

    public void Run()
    {
        product.TransformInputs(0, tiles, v);
        Workers.For((filters.Columns + MicroKernel.Columns - 1) / MicroKernel.Columns, this);
    }

    public void Run(int chunk)
    {
        var nr = MicroKernel.Columns;
        using var u = Scratch.Rent(Places * StepsInBlock * nr);
        using var m = Scratch.Rent(Places * tiles * nr);
        for (var step = 0; step < filters.Steps; step += StepsInBlock)
        {
            var steps = Math.Min(StepsInBlock, filters.Steps - step);
            for (var part = 0; part < steps; part += TransformFilters<V, TFilter>.StepsInBlock)
            {
                var count = Math.Min(TransformFilters<V, TFilter>.StepsInBlock, steps - part);
                TransformFilters<V, TFilter>.Run(filters, chunk, step + part, count, u.Pointer + (part * nr), (nint)steps * nr);
            }

            for (var place = 0; place < Places; place++)
            {
                product.MultiplyPanel(place, tiles, v, step, steps, u.Pointer + ((nint)place * steps * nr), m.Pointer + ((nint)place * tiles * nr));
            }
        }

        var first = chunk * nr;
        product.TransformOutput(0, tiles, m.Pointer, tiles, nr, first, Math.Min(nr, filters.Columns - first));
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
