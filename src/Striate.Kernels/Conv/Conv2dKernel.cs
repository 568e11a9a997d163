using Striate.Kernels.Threading;

namespace Striate.Kernels.Conv;

/// <summary>
/// 2-D cross-correlation of channels-last images with a bank of filters, and its two gradients. Each direction is a ladder
/// of ways to compute it: the first that fits the geometry is taken, and the last, a product of a matrix of patches, gathered
/// a block at a time, with the packed filters or with the output's gradient, fits all. Chetlur et al., arXiv:1410.0759,
/// has the idea of the last; Dumoulin and Visin, arXiv:1603.07285, the arithmetic.
/// </summary>
public static unsafe partial class Conv2dKernel
{
    /// <summary>y[n,o,i,j] = b[o] + Σ x[n,c,i·s+u·d−p,j·s+v·d−p] · w[o,c,u,v].</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images, [N, Cin, H, W] channels-last.</param>
    /// <param name="w">Filters, [Cout, Cin/groups, KH, KW] channels-last.</param>
    /// <param name="b">Biases, [Cout], or empty for none.</param>
    /// <param name="y">Output, [N, Cout, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward(in Conv2dGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> b, Span<float> y) =>
        Forward(g, x, w, new Epilogue { Shift = b }, y);

    /// <summary>The same, with more to be done to the results on their way to memory.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images, [N, Cin, H, W] channels-last.</param>
    /// <param name="w">Filters, [Cout, Cin/groups, KH, KW] channels-last.</param>
    /// <param name="epilogue">What to do.</param>
    /// <param name="y">Output, [N, Cout, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward(in Conv2dGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> w, in Epilogue epilogue, Span<float> y)
    {
        Border.Length(x, g.InputLength);
        Border.Length(w, g.FilterLength);
        Border.Length(y, g.OutputLength);
        epilogue.Check(g.OutChannels, g.OutputLength);
        fixed (float* px = x, pw = w, py = y, scale = epilogue.Scale, shift = epilogue.Shift, residual = epilogue.Residual)
        {
            var way = ForwardWay.Of(g);
            var work = new EpilogueWork(scale, shift, residual, py, epilogue.Activation);
            if (way.Kind == WayKind.Winograd)
            {
                ByWinograd(g.Rows.Size, way.Tile, new WinogradForward(g, px, pw, areTransformed: false, work, py));
                return;
            }

            using var packed = Scratch.Rent(way.PackedLength(g));
            Pack(g, way, pw, packed.Pointer);
            Forward(g, way, px, packed.Pointer, work, py);
        }
    }

    /// <summary>Brings filters into the order in which <see cref="Forward(PackedFilters, ReadOnlySpan{float}, in Epilogue, Span{float})"/> reads them.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="w">Filters, [Cout, Cin/groups, KH, KW] channels-last.</param>
    /// <returns>A copy, of one and a half to four times as many numbers.</returns>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static PackedFilters Pack(in Conv2dGeometry g, ReadOnlySpan<float> w) => Pack(g, ForwardWay.Of(g, packedOnce: true), w);

    /// <summary>The forward pass with filters that were packed before.</summary>
    /// <param name="filters">The filters.</param>
    /// <param name="x">Images of the geometry that they were packed for.</param>
    /// <param name="epilogue">What to do with the results on their way to memory.</param>
    /// <param name="y">Output.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward(PackedFilters filters, ReadOnlySpan<float> x, in Epilogue epilogue, Span<float> y)
    {
        ArgumentNullException.ThrowIfNull(filters);
        var g = filters.Geometry;
        Border.Length(x, g.InputLength);
        Border.Length(y, g.OutputLength);
        epilogue.Check(g.OutChannels, g.OutputLength);
        fixed (float* px = x, py = y, scale = epilogue.Scale, shift = epilogue.Shift, residual = epilogue.Residual)
        {
            Forward(g, filters.Way, px, filters.Pointer, new EpilogueWork(scale, shift, residual, py, epilogue.Activation), py);
        }
    }

    /// <summary>Gradient of the images: dx[n,c,h,w] = Σ dy[n,o,i,j] · w[o,c,u,v] over all (i, u) and (j, v) that meet there.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="w">Filters.</param>
    /// <param name="dx">Gradient of the images, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void BackwardData(in Conv2dGeometry g, ReadOnlySpan<float> dy, ReadOnlySpan<float> w, Span<float> dx)
    {
        Border.Length(dy, g.OutputLength);
        Border.Length(w, g.FilterLength);
        Border.Length(dx, g.InputLength);

        fixed (float* pdy = dy, pw = w, pdx = dx)
        {
            if (g.IsDepthwise)
            {
                BackwardDataDepthwise(g, pdy, pw, pdx);
            }
            else if (WinogradTile(g) is var tile and > 0)
            {
                ByWinograd(g.Rows.Size, tile, new WinogradBackwardData(g, pdy, pw, pdx));
            }
            else if (IsDataGradientOfFewChannels(g))
            {
                BackwardDataOfFewChannels(g, pdy, pw, pdx);
            }
            else if (IsDataGradientDirect(g))
            {
                BackwardDataDirect(g, pdy, pw, pdx);
            }
            else if (g.IsPointwise || !IsDataGradientScattered(g))
            {
                BackwardDataByPatches(g, pdy, pw, pdx);
            }
            else
            {
                BackwardDataByScatter(g, pdy, pw, pdx);
            }
        }
    }

    /// <summary>Gradient of the filters: dw[o,c,u,v] = Σ x[n,c,i·s+u·d−p,j·s+v·d−p] · dy[n,o,i,j].</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dw">Gradient of the filters, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void BackwardFilter(in Conv2dGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dw)
    {
        Border.Length(x, g.InputLength);
        Border.Length(dy, g.OutputLength);
        Border.Length(dw, g.FilterLength);
        fixed (float* px = x, pdy = dy, pdw = dw)
        {
            if (g.IsDepthwise)
            {
                BackwardFilterDepthwise(g, px, pdy, pdw);
            }
            else if (WinogradTile(g) is var tile and > 0)
            {
                ByWinograd(g.Rows.Size, tile, new WinogradBackwardFilter(g, px, pdy, pdw));
            }
            else if (IsFilterGradientOfFewChannels(g))
            {
                BackwardFilterOfFewChannels(g, px, pdy, pdw);
            }
            else if (IsPlanar(g))
            {
                BackwardFilterPlanar(g, px, pdy, pdw);
            }
            else if (IsFilterGradientDirect(g))
            {
                BackwardFilterDirect(g, px, pdy, pdw);
            }
            else
            {
                BackwardFilterByPatches(g, px, pdy, pdw);
            }
        }
    }

    private static PackedFilters Pack(in Conv2dGeometry g, ForwardWay way, ReadOnlySpan<float> w)
    {
        Border.Length(w, g.FilterLength);
        var packed = new PackedFilters(g, way);
        fixed (float* pw = w)
        {
            Pack(g, way, pw, packed.Pointer);
        }

        return packed;
    }

    private static void Pack(in Conv2dGeometry g, ForwardWay way, float* w, float* packed)
    {
        switch (way.Kind)
        {
            case WayKind.Depthwise:
                Transposition.Copy(w, g.FilterSize, g.OutChannels, g.FilterSize, packed, g.OutChannels);
                break;
            case WayKind.Winograd:
                ByWinograd(g.Rows.Size, way.Tile, new WinogradPack(ForwardFilters(g, w), packed));
                break;
            case WayKind.Planar:
                PackForPlanar(g, w, packed);
                break;
            case WayKind.FewChannels:
                PackOfFewChannels(g.Rows.Size, ForwardFilters(g, w), packed);
                break;
            default:
                PackForPatches(g, w, packed);
                break;
        }
    }

    private static void Forward(in Conv2dGeometry g, ForwardWay way, float* x, float* packed, EpilogueWork epilogue, float* y)
    {
        switch (way.Kind)
        {
            case WayKind.Depthwise:
                ForwardDepthwise(g, x, packed, epilogue, y);
                break;
            case WayKind.Winograd:
                ByWinograd(g.Rows.Size, way.Tile, new WinogradForward(g, x, packed, areTransformed: true, epilogue, y));
                break;
            case WayKind.Planar:
                ForwardPlanar(g, x, packed, epilogue, y);
                break;
            case WayKind.FewChannels:
                ForwardOfFewChannels(g, x, packed, epilogue, y);
                break;
            case WayKind.Direct:
                ForwardDirect(g, x, packed, epilogue, y);
                break;
            default:
                ForwardByPatches(g, x, packed, epilogue, y);
                break;
        }
    }
}
