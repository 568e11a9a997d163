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
            var finish = new EpilogueWork(scale, shift, residual, py, epilogue.Activation);
            if (WinogradTile(g) is var tile and > 0)
            {
                ByWinograd(tile, new WinogradForward(g, px, pw, finish, py));
            }
            else
            {
                ForwardByPatches(g, px, pw, finish, py);
            }
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
            if (WinogradTile(g) is var tile and > 0)
            {
                ByWinograd(tile, new WinogradBackwardData(g, pdy, pw, pdx));
            }
            else if (g.IsPointwise || g.N < ImagesForScatter)
            {
                BackwardDataByPatches(g, pdy, pw, pdx);
            }
            else
            {
                // The vectors are full even for one input channel, but an image is the smallest piece of work.
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
            if (WinogradTile(g) is var tile and > 0)
            {
                ByWinograd(tile, new WinogradBackwardFilter(g, px, pdy, pdw));
            }
            else
            {
                BackwardFilterByPatches(g, px, pdy, pdw);
            }
        }
    }
}
