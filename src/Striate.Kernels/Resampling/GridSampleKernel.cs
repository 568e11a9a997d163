using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Resampling;

/// <summary>Samples channels-last images at the places of a grid, and its gradients. Lanes are channels.</summary>
public static unsafe partial class GridSampleKernel
{
    // Channels that one piece of the images' gradient takes: no two pieces write to the same place.
    private const int ChannelsOfPiece = 64;

    private const int MostSamples = 16;

    /// <summary>y[n,c,i,j] = Σ w[u](Y) · w[v](X) · x[n,c,u,v] over the pixels around (X, Y) = grid[n,i,j].</summary>
    /// <param name="g">Sizes and settings.</param>
    /// <param name="x">Images, [N, C, H, W] channels-last.</param>
    /// <param name="grid">Places, [N, OH, OW, 2]: x, then y, from −1 to 1.</param>
    /// <param name="y">Output, [N, C, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward(in GridSampleGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> grid, Span<float> y)
    {
        Border.Length(x, g.InputLength);
        Border.Length(grid, g.GridLength);
        Border.Length(y, g.OutputLength);
        fixed (float* px = x, places = grid, py = y)
        {
            Workers.ForRange((int)(g.GridLength / 2), Border.UnitsInPiece(g.Channels), new ForwardPixels(new Grid(g, places), px, py));
        }
    }

    /// <summary>Each output's gradient, times the weights, goes to the pixels that it was made of.</summary>
    /// <param name="g">Sizes and settings.</param>
    /// <param name="grid">The places.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the images, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void BackwardImages(in GridSampleGeometry g, ReadOnlySpan<float> grid, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.Length(grid, g.GridLength);
        Border.Length(dy, g.OutputLength);
        Border.Length(dx, g.InputLength);
        dx.Clear();
        fixed (float* places = grid, pdy = dy, pdx = dx)
        {
            var parts = (g.Channels + ChannelsOfPiece - 1) / ChannelsOfPiece;
            Workers.For(g.N * parts, new BackwardImage(new Grid(g, places), parts, pdy, pdx));
        }
    }

    /// <summary>Each place's gradient: the output's, times how the sampled value changes along x and along y.</summary>
    /// <param name="g">Sizes and settings.</param>
    /// <param name="x">The images.</param>
    /// <param name="grid">The places.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dgrid">Gradient of the places, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void BackwardGrid(
        in GridSampleGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> grid, ReadOnlySpan<float> dy, Span<float> dgrid)
    {
        Border.Length(x, g.InputLength);
        Border.Length(grid, g.GridLength);
        Border.Length(dy, g.OutputLength);
        Border.Length(dgrid, g.GridLength);
        fixed (float* px = x, places = grid, pdy = dy, pdgrid = dgrid)
        {
            Workers.ForRange((int)(g.GridLength / 2), Border.UnitsInPiece(g.Channels), new BackwardPlaces(new Grid(g, places), px, pdy, pdgrid));
        }
    }

    private readonly struct Grid(GridSampleGeometry g, float* places)
    {
        private readonly AxisSamples.Axis _rows = new(g.Input.Height, g.Mode, g.Padding, g.AlignCorners);
        private readonly AxisSamples.Axis _columns = new(g.Input.Width, g.Mode, g.Padding, g.AlignCorners);

        public int Channels => g.Channels;

        public int PixelsOfImage => g.Output.Height * g.Output.Width;

        public nint ImageLength => (nint)g.Input.Height * g.Input.Width * g.Channels;

        /// <summary>Where the image lies that an output pixel looks at.</summary>
        public nint Image(int pixel) => pixel / PixelsOfImage * ImageLength;

        public void At(int pixel, out AxisSamples rows, out AxisSamples columns)
        {
            _columns.At(places[2 * (nint)pixel], out columns);
            _rows.At(places[(2 * (nint)pixel) + 1], out rows);
        }

        public nint Offset(int row, int column) => (((nint)row * g.Input.Width) + column) * g.Channels;

        /// <summary>All pixels that an output pixel is made of: where they lie on their image, and their weights.</summary>
        /// <returns>How many.</returns>
        public int At(int pixel, nint* offsets, float* weights)
        {
            At(pixel, out var rows, out var columns);
            var count = 0;
            for (var u = 0; u < rows.Count; u++)
            {
                for (var v = 0; v < columns.Count; v++, count++)
                {
                    offsets[count] = Offset(rows.Pixels[u], columns.Pixels[v]);
                    weights[count] = rows.Weights[u] * columns.Weights[v];
                }
            }

            return count;
        }
    }

    private readonly struct ForwardPixels(Grid grid, float* x, float* y) : IRangeWork, IVectorRange
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var offsets = stackalloc nint[MostSamples];
            var weights = stackalloc float[MostSamples];
            var C = grid.Channels;
            for (var pixel = start; pixel < start + length; pixel++)
            {
                var count = grid.At(pixel, offsets, weights);
                var image = x + grid.Image(pixel);
                var target = y + ((nint)pixel * C);
                for (var c = 0; c < C; c += V.Count)
                {
                    var sum = V.Create(0);
                    for (var k = 0; k < count; k++)
                    {
                        sum = V.MultiplyAdd(V.Create(weights[k]), VectorPart.Load<V>(image + offsets[k] + c, C - c), sum);
                    }

                    VectorPart.Store(sum, target + c, C - c);
                }
            }
        }
    }

    private readonly struct BackwardImage(Grid grid, int parts, float* dy, float* dx) : IChunkedWork, IVectorChunk
    {
        public void Run(int chunk) => ByWidth.Run(this, chunk);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int chunk)
            where V : unmanaged, IVector<V>
        {
            var offsets = stackalloc nint[MostSamples];
            var weights = stackalloc float[MostSamples];
            var (n, part) = Math.DivRem(chunk, parts);
            var first = part * ChannelsOfPiece;
            var end = Math.Min(first + ChannelsOfPiece, grid.Channels);
            var image = dx + (n * grid.ImageLength);
            for (var pixel = n * grid.PixelsOfImage; pixel < (n + 1) * grid.PixelsOfImage; pixel++)
            {
                var source = dy + ((nint)pixel * grid.Channels);
                var count = grid.At(pixel, offsets, weights);
                for (var k = 0; k < count; k++)
                {
                    var target = image + offsets[k];
                    var weight = V.Create(weights[k]);
                    for (var c = first; c < end; c += V.Count)
                    {
                        var sum = V.MultiplyAdd(weight, VectorPart.Load<V>(source + c, end - c), VectorPart.Load<V>(target + c, end - c));
                        VectorPart.Store(sum, target + c, end - c);
                    }
                }
            }
        }
    }

    private readonly struct BackwardPlaces(Grid grid, float* x, float* dy, float* dgrid) : IRangeWork, IVectorRange
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var C = grid.Channels;
            for (var pixel = start; pixel < start + length; pixel++)
            {
                grid.At(pixel, out var rows, out var columns);
                var image = x + grid.Image(pixel);
                var source = dy + ((nint)pixel * C);
                var (across, down) = (0f, 0f);
                for (var u = 0; u < rows.Count; u++)
                {
                    for (var v = 0; v < columns.Count; v++)
                    {
                        var sample = image + grid.Offset(rows.Pixels[u], columns.Pixels[v]);
                        var sum = V.Create(0);
                        for (var c = 0; c < C; c += V.Count)
                        {
                            sum = V.MultiplyAdd(VectorPart.Load<V>(sample + c, C - c), VectorPart.Load<V>(source + c, C - c), sum);
                        }

                        var product = V.Sum(sum);
                        across += product * rows.Weights[u] * columns.Slopes[v];
                        down += product * rows.Slopes[u] * columns.Weights[v];
                    }
                }

                dgrid[2 * (nint)pixel] = across;
                dgrid[(2 * (nint)pixel) + 1] = down;
            }
        }
    }
}
