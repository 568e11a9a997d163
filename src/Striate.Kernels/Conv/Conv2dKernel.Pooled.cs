using Striate.Kernels.Pool;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Conv;

// Few filters and max pooling after them, as in LeNet's first layer: what pooling leaves out never goes to memory, nor does its gradient.
public static unsafe partial class Conv2dKernel
{
    /// <summary>Whether max pooling after a convolution can be computed along with it: windows of 2×2 side by side, of few filters.</summary>
    /// <param name="g">The convolution's sizes.</param>
    /// <param name="pool">The pooling's sizes.</param>
    public static bool CanPool(in Conv2dGeometry g, in Pool2dGeometry pool) =>
        IsPlanar(g) && HasPooledForm(pool.Rows) && HasPooledForm(pool.Columns);

    /// <summary>Numbers that say where the maxima stood.</summary>
    /// <param name="g">The convolution's sizes.</param>
    /// <exception cref="ShapeException">This convolution cannot be pooled so.</exception>
    public static int PlacesLength(in Conv2dGeometry g) => checked((int)PooledOf(g).PlacesBefore(g.N, 0));

    /// <summary>The convolution and max pooling after it; see <see cref="CanPool"/>.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images, [N, Cin, H, W] channels-last.</param>
    /// <param name="w">Filters, [Cout, Cin, KH, KW] channels-last.</param>
    /// <param name="epilogue">What to do to the convolution's results before they are compared; no residual.</param>
    /// <param name="y">Maxima, [N, Cout, ⌊OH/2⌋, ⌊OW/2⌋] channels-last.</param>
    /// <param name="places">Where the maxima stood, <see cref="PlacesLength"/> numbers for <see cref="BackwardFilterPooled"/>, or empty.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry, or this convolution cannot be pooled so.</exception>
    public static void ForwardPooled(
        in Conv2dGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> w, in Epilogue epilogue, Span<float> y, Span<float> places)
    {
        var pooled = PooledOf(g);
        Border.Length(w, g.FilterLength);
        using var packed = Scratch.Rent(PlanarFilterLength(g));
        fixed (float* pw = w)
        {
            PackForPlanar(g, pw, packed.Pointer);
        }

        ForwardPooled(g, pooled, x, packed.Pointer, epilogue, y, places);
    }

    /// <summary>Brings filters into the order in which <see cref="ForwardPooled(PackedFilters, ReadOnlySpan{float}, in Epilogue, Span{float})"/> reads them.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="w">Filters, [Cout, Cin, KH, KW] channels-last.</param>
    /// <exception cref="ShapeException">The span's length does not fit the geometry, or this convolution cannot be pooled so.</exception>
    public static PackedFilters PackPooled(in Conv2dGeometry g, ReadOnlySpan<float> w)
    {
        _ = PooledOf(g);
        return Pack(g, new ForwardWay(WayKind.Planar), w);
    }

    /// <summary>The same with filters that were packed before, by <see cref="PackPooled"/>.</summary>
    /// <param name="filters">The filters.</param>
    /// <param name="x">Images of the geometry that they were packed for.</param>
    /// <param name="epilogue">What to do to the convolution's results before they are compared; no residual.</param>
    /// <param name="y">Maxima.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    /// <exception cref="ArgumentException">The filters were packed for a convolution without pooling.</exception>
    public static void ForwardPooled(PackedFilters filters, ReadOnlySpan<float> x, in Epilogue epilogue, Span<float> y)
    {
        ArgumentNullException.ThrowIfNull(filters);
        if (filters.Way.Kind != WayKind.Planar)
        {
            throw new ArgumentException("These filters were packed for a convolution without pooling. Pack them with PackPooled.", nameof(filters));
        }

        ForwardPooled(filters.Geometry, PooledOf(filters.Geometry), x, filters.Pointer, epilogue, y, []);
    }

    private static void ForwardPooled(
        in Conv2dGeometry g, PooledPlanes pooled, ReadOnlySpan<float> x, float* packed, in Epilogue epilogue, Span<float> y, Span<float> places)
    {
        Border.Length(x, g.InputLength);
        Border.Length(y, pooled.OutputsBefore(g.N, 0));
        Border.LengthOrEmpty(places, pooled.PlacesBefore(g.N, 0));
        epilogue.Check(g.OutChannels, 0);
        fixed (float* px = x, py = y, p = places, scale = epilogue.Scale, shift = epilogue.Shift)
        {
            var work = new EpilogueWork(scale, shift, null, py, epilogue.Activation);
            ForwardPlanar(g, px, packed, PooledRowsInBand(g), new PooledOutputs(pooled, work, py, p));
        }
    }

    /// <summary>Gradient of the filters from that of the maxima.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images.</param>
    /// <param name="dy">Gradient of the maxima before an activation.</param>
    /// <param name="places">Where they stood.</param>
    /// <param name="dw">Gradient of the filters, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry, or this convolution cannot be pooled so.</exception>
    public static void BackwardFilterPooled(
        in Conv2dGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, ReadOnlySpan<float> places, Span<float> dw)
    {
        var pooled = PooledOf(g);
        Border.Length(x, g.InputLength);
        Border.Length(dy, pooled.OutputsBefore(g.N, 0));
        Border.Length(places, pooled.PlacesBefore(g.N, 0));
        Border.Length(dw, g.FilterLength);
        fixed (float* px = x, pdy = dy, p = places, pdw = dw)
        {
            BackwardFilterPlanar(g, px, PooledRowsInBand(g), new PooledGradients(pooled, pdy, p), pdw);
        }
    }

    private static bool HasPooledForm(WindowAxis axis) =>
        axis is { Size: PooledPlanes.Side, Stride: PooledPlanes.Side, Before: 0, Dilation: 1 } && axis.Output == axis.Input / PooledPlanes.Side;

    private static PooledPlanes PooledOf(in Conv2dGeometry g) => IsPlanar(g)
        ? new PooledPlanes(PlanesOf(g), g.OutChannels)
        : throw new ShapeException($"{g}: pooling cannot be computed along with this convolution. Ask {nameof(CanPool)} first.");

    // Windows stay whole.
    private static int PooledRowsInBand(in Conv2dGeometry g) => Rounding.Up(PlanarRowsInBand(g), PooledPlanes.Side);
}
