using System.Globalization;
using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Filters along the axes of the patches of images, each scaled to answers of mean square 1.</summary>
internal sealed class WhiteningInitializer : Initializer
{
    private readonly Shape _filter;
    private readonly double[] _eigenvalues, _axes;
    private readonly double _epsilon;

    public WhiteningInitializer(Tensor images, Size2d kernelSize, double epsilon)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Shape.Rank != 4 || images.Length == 0 || kernelSize.Height < 1 || kernelSize.Width < 1
            || kernelSize.Height > images.Shape[2] || kernelSize.Width > images.Shape[3])
        {
            throw new ShapeException($"Whitening: images {images.Shape}, expected [N, C, H, W] with at least one patch of {kernelSize}.");
        }

        if (!(epsilon > 0 && double.IsFinite(epsilon)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(epsilon), string.Create(CultureInfo.InvariantCulture, $"Whitening: epsilon is {epsilon}, expected above 0."));
        }

        (_filter, _epsilon) = ([images.Shape[1], kernelSize.Height, kernelSize.Width], epsilon);
        (_eigenvalues, _axes) = SymmetricEigen.Of(SecondMoments(Ops.ToRowMajor(images), kernelSize), _filter.Size);
    }

    public override void Fill(Span<float> values, Shape shape, Rng rng)
    {
        var length = _filter.Size;
        if (shape.Rank != 4 || !shape.Skip(1).SequenceEqual(_filter) || (shape[0] != length && shape[0] != 2 * length))
        {
            throw new ShapeException(
                $"Whitening: filters {shape}, expected {length} or {2 * length} of {_filter}. Give the convolution as many, or make it for another kernelSize.");
        }

        for (var filter = 0; filter < shape[0]; filter++)
        {
            var axis = filter % length;
            var scale = (filter < length ? 1 : -1) / Math.Sqrt(Math.Max(_eigenvalues[axis], 0) + _epsilon);
            for (var i = 0; i < length; i++)
            {
                values[(filter * length) + i] = (float)(scale * _axes[(axis * length) + i]);
            }
        }
    }

    // E[p·pᵀ] over all patches p, a square matrix.
    private static double[] SecondMoments(Tensor images, Size2d kernelSize)
    {
        var (N, C, H, W) = (images.Shape[0], images.Shape[1], images.Shape[2], images.Shape[3]);
        var (KH, KW) = (kernelSize.Height, kernelSize.Width);
        var length = C * KH * KW;
        var places = new int[length];
        for (var p = 0; p < length; p++)
        {
            places[p] = (((p / (KH * KW) * H) + (p / KW % KH)) * W) + (p % KW);
        }

        var (sums, patch) = (new double[length * length], new double[length]);
        var x = images.Span;
        for (var n = 0; n < N; n++)
        {
            for (var i = 0; i <= H - KH; i++)
            {
                for (var j = 0; j <= W - KW; j++)
                {
                    var first = (((n * C * H) + i) * W) + j;
                    for (var p = 0; p < length; p++)
                    {
                        patch[p] = x[first + places[p]];
                        for (var q = 0; q <= p; q++)
                        {
                            sums[(p * length) + q] += patch[p] * patch[q];
                        }
                    }
                }
            }
        }

        var patches = (double)N * (H - KH + 1) * (W - KW + 1);
        for (var p = 0; p < length; p++)
        {
            for (var q = 0; q <= p; q++)
            {
                sums[(q * length) + p] = sums[(p * length) + q] /= patches;
            }
        }

        return sums;
    }
}
