using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Conv;

/// <summary>
/// 3-D cross-correlation of channels-last volumes with a bank of filters, and its two gradients: for each sample a 2-D one, all of whose
/// ways to compute serve here too, over windows that were gathered over the depth (<see cref="DepthWindows"/>).
/// </summary>
public static unsafe partial class Conv3dKernel
{
    /// <summary>y[n,o,i,j,k] = epilogue(Σ x[n,c,i·s+t·d−p,j·s+u·d−p,k·s+v·d−p] · w[o,c,t,u,v]).</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Volumes, [N, Cin, D, H, W] channels-last.</param>
    /// <param name="w">Filters, [Cout, Cin/groups, KD, KH, KW] channels-last.</param>
    /// <param name="epilogue">What to do with the results on their way to memory, such as adding a bias.</param>
    /// <param name="y">Output, [N, Cout, OD, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward(in Conv3dGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> w, in Epilogue epilogue, Span<float> y)
    {
        Border.Length(x, g.InputLength);
        Border.Length(w, g.FilterLength);
        Border.Length(y, g.OutputLength);
        epilogue.Check(g.Slices.OutChannels, g.OutputLength);
        using var filters = Scratch.Rent(w.Length);
        DepthWindows.GatherFilters(g, w, filters.Span);
        using var windows = RentWindows(g);
        var length = (int)g.Slices.OutputLength;
        for (var n = 0; n < g.N; n++)
        {
            var residual = epilogue.Residual.IsEmpty ? [] : epilogue.Residual.Slice(n * length, length);
            Conv2dKernel.Forward(
                g.Slices, Windows(g, x, n, windows), filters.Span,
                new Epilogue { Scale = epilogue.Scale, Shift = epilogue.Shift, Residual = residual, Activation = epilogue.Activation },
                y.Slice(n * length, length));
        }
    }

    /// <summary>Gradient of the volumes: dx[n,c,d,h,w] = Σ dy[n,o,i,j,k] · w[o,c,t,u,v] over all (i, t), (j, u) and (k, v) that meet there.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="w">Filters.</param>
    /// <param name="dx">Gradient of the volumes, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void BackwardData(in Conv3dGeometry g, ReadOnlySpan<float> dy, ReadOnlySpan<float> w, Span<float> dx)
    {
        Border.Length(dy, g.OutputLength);
        Border.Length(w, g.FilterLength);
        Border.Length(dx, g.InputLength);
        using var filters = Scratch.Rent(w.Length);
        DepthWindows.GatherFilters(g, w, filters.Span);
        using var windows = RentWindows(g);
        var length = (int)g.Slices.OutputLength;
        for (var n = 0; n < g.N; n++)
        {
            var volume = dx.Slice(n * g.SampleLength, g.SampleLength);
            Conv2dKernel.BackwardData(g.Slices, dy.Slice(n * length, length), filters.Span, g.IsSliceBySlice ? volume : windows.Span);
            if (!g.IsSliceBySlice)
            {
                fixed (float* target = volume)
                {
                    DepthWindows.Scatter(g, windows.Pointer, target);
                }
            }
        }
    }

    /// <summary>Gradient of the filters: dw[o,c,t,u,v] = Σ x[n,c,i·s+t·d−p,j·s+u·d−p,k·s+v·d−p] · dy[n,o,i,j,k].</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Volumes.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dw">Gradient of the filters, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void BackwardFilter(in Conv3dGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dw)
    {
        Border.Length(x, g.InputLength);
        Border.Length(dy, g.OutputLength);
        Border.Length(dw, g.FilterLength);
        using var sums = Scratch.Rent(dw.Length);
        using var ofSample = Scratch.Rent(dw.Length);
        using var windows = RentWindows(g);
        sums.Span.Clear();
        var length = (int)g.Slices.OutputLength;
        for (var n = 0; n < g.N; n++)
        {
            Conv2dKernel.BackwardFilter(g.Slices, Windows(g, x, n, windows), dy.Slice(n * length, length), ofSample.Span);
            TensorPrimitives.Add(sums.Span, ofSample.Span, sums.Span);
        }

        DepthWindows.ScatterFilters(g, sums.Span, dw);
    }

    private static Scratch RentWindows(in Conv3dGeometry g) => Scratch.Rent(g.IsSliceBySlice ? 0 : checked((int)g.Slices.InputLength));

    // The windows of one sample; its own numbers where they are the same.
    private static ReadOnlySpan<float> Windows(in Conv3dGeometry g, ReadOnlySpan<float> x, int n, in Scratch windows)
    {
        var volume = x.Slice(n * g.SampleLength, g.SampleLength);
        if (g.IsSliceBySlice)
        {
            return volume;
        }

        fixed (float* source = volume)
        {
            DepthWindows.Gather(g, source, windows.Pointer);
        }

        return new ReadOnlySpan<float>(windows.Pointer, windows.Length);
    }
}
