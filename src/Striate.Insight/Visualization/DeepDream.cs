using System.Numerics.Tensors;
using Striate.Data;
using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;
using Striate.Networks;
using Striate.Tensors;
using Tensor = Striate.Tensors.Tensor;

namespace Striate.Insight;

/// <summary>
/// DeepDream: a picture is changed so that a layer answers more strongly to it, and what the layer sees comes out. It is done at
/// several sizes, the small ones first; each step follows the gradient divided by its mean magnitude. Tiles and the grid of the
/// network's strides begin at another place in each step, so that neither leaves seams.
/// </summary>
/// <remarks>Mordvintsev, Olah and Tyka, Inceptionism: going deeper into neural networks, Google Research, 2015.</remarks>
/// <example><code>
/// var dream = DeepDream.Of(net, "features.9", image, Normalize.ImageNet);
/// </code></example>
public static class DeepDream
{
    private const int LeastSide = 48;

    /// <summary>How many steps a dream takes.</summary>
    /// <param name="options">Steps and more.</param>
    public static int StepsOf(DreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Octaves * options.Steps;
    }

    /// <summary>Dreams.</summary>
    /// <param name="network">The network, which is at rest meanwhile; it must take any size as far as to the layer.</param>
    /// <param name="layer">Full name of a layer.</param>
    /// <param name="image">The picture as the network takes it, shape [1, C, H, W], of any size.</param>
    /// <param name="normalize">How pixels became numbers.</param>
    /// <param name="guide">A picture whose features are sought, instead of those that are there; null for none.</param>
    /// <param name="options">Steps and more.</param>
    /// <param name="onStep">Is called with the number of steps done.</param>
    /// <param name="cancel">Ends it with what is there, at full size.</param>
    /// <returns>The shape of the picture.</returns>
    /// <exception cref="ArgumentException">There is no such layer, or it gives no maps.</exception>
    public static Tensor Of(
        Module network,
        string layer,
        Tensor image,
        Normalize normalize,
        Tensor? guide = null,
        DreamOptions? options = null,
        Action<int>? onStep = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(normalize);
        options ??= new DreamOptions();
        using var rest = new AtRest(network);
        using var probe = new Probe(network, layer);
        var guided = guide is null ? null : Columns(Maps(probe, guide, layer)).Clone().Keep();
        var rng = new Rng(options.Seed);
        var full = new Size2d(image.Shape[2], image.Shape[3]);
        var (detail, step) = (default(Tensor), 0);
        for (var octave = options.Octaves - 1; octave >= 0 && !(cancel.IsCancellationRequested && detail is not null); octave--)
        {
            var size = SizeOf(full, Math.Pow(options.OctaveScale, -octave));
            using var scope = new Scope();
            var start = Resized(image, size);
            var picture = detail is null ? start.Clone() : start + Resized(detail, size);
            picture = Ops.ToRowMajor(picture).Clone();
            for (var i = 0; i < options.Steps && !cancel.IsCancellationRequested; i++)
            {
                Ascend(probe, layer, picture, normalize, guided, options, rng);
                onStep?.Invoke(++step);
            }

            detail = (picture - start).Clone().Keep();
        }

        return (image + Resized(detail!, full)).Clone().Keep();
    }

    private static Size2d SizeOf(Size2d full, double scale)
    {
        // A network needs some pixels to see anything.
        var least = Math.Min(1, (double)LeastSide / Math.Min(full.Height, full.Width));
        scale = Math.Max(scale, least);
        return new Size2d((int)Math.Round(full.Height * scale), (int)Math.Round(full.Width * scale));
    }

    private static Tensor Resized(Tensor x, Size2d size) =>
        x.Shape[2] == size.Height && x.Shape[3] == size.Width ? x : Ops.Resize(x, size, ResizeMode.Bilinear, antialias: true);

    private static void Ascend(Probe probe, string layer, Tensor picture, Normalize normalize, Tensor? guide, DreamOptions options, Rng rng)
    {
        using var scope = new Scope();
        var gradient = Tensor.Zeros(picture.Shape);
        foreach (var rows in Tiles(picture.Shape[2], options.TileSize, rng))
        {
            foreach (var columns in Tiles(picture.Shape[3], options.TileSize, rng))
            {
                AddGradient(probe, layer, picture, gradient, rows, columns, guide);
            }
        }

        var magnitude = TensorPrimitives.SumOfMagnitudes<float>(gradient.Span) / gradient.Length;
        if (magnitude > 0)
        {
            Move(picture, gradient, (float)options.StepSize / magnitude, normalize);
        }
    }

    // Offsets of up to a tile; parts too small to be seen join their neighbour.
    private static List<Range> Tiles(int length, int most, Rng rng)
    {
        if (length <= most)
        {
            return [rng.NextInt(Math.Min(16, Math.Max(1, length - LeastSide + 1)))..length];
        }

        var tiles = new List<Range>();
        var start = 0;
        var end = LeastSide + rng.NextInt(most - LeastSide);
        while (start < length)
        {
            end = length - end < LeastSide ? length : end;
            tiles.Add(start..end);
            (start, end) = (end, Math.Min(length, end + most));
        }

        return tiles;
    }

    private static void AddGradient(Probe probe, string layer, Tensor picture, Tensor gradient, Range rows, Range columns, Tensor? guide)
    {
        using var scope = new Scope();
        var tile = Ops.Slice(picture, .., .., rows, columns).Clone();
        tile.RequiresGrad = true;
        using (new Tape())
        {
            var maps = Maps(probe, tile, layer);
            maps.Backward(guide is null ? maps.Clone() : Nearest(maps, guide));
        }

        var from = Ops.ToRowMajor(tile.Grad!).Span;
        var to = gradient.Span;
        var (top, height) = rows.GetOffsetAndLength(picture.Shape[2]);
        var (left, width) = columns.GetOffsetAndLength(picture.Shape[3]);
        for (var line = 0; line < picture.Shape[1] * height; line++)
        {
            var (channel, y) = (line / height, line % height);
            from.Slice(line * width, width).CopyTo(to[((((channel * picture.Shape[2]) + top + y) * picture.Shape[3]) + left)..]);
        }
    }

    private static void Move(Tensor picture, Tensor gradient, float rate, Normalize normalize)
    {
        var pixels = picture.Shape[2] * picture.Shape[3];
        for (var c = 0; c < picture.Shape[1]; c++)
        {
            var place = normalize.Mean.Count == 1 ? 0 : c;
            var (mean, std) = (normalize.Mean[place], normalize.Std[place]);
            var x = picture.Span.Slice(c * pixels, pixels);
            TensorPrimitives.MultiplyAdd(gradient.Span.Slice(c * pixels, pixels), rate / std, x, x);
            TensorPrimitives.Clamp(x, -mean / std, (1 - mean) / std, x);
        }
    }

    private static Tensor Maps(Probe probe, Tensor x, string layer)
    {
        var maps = probe.Run(x)[0];
        return maps.Shape.Rank == 4 ? maps : throw new ArgumentException($"{layer} gives {maps.Shape} and no maps; a picture of any size needs a layer with maps.", nameof(layer));
    }

    // One row of channels for each place.
    private static Tensor Columns(Tensor maps) =>
        Ops.Reshape(Ops.Permute(maps, 0, 2, 3, 1), [maps.Shape[2] * maps.Shape[3], maps.Shape[1]]);

    // For each place the features of the place of the guide that are most like its own, by their product.
    private static Tensor Nearest(Tensor maps, Tensor guide)
    {
        var shape = maps.Shape;
        var best = Ops.ArgMax(Ops.MatMul(Columns(maps), guide, transposeB: true), 1);
        return Ops.Permute(Ops.Reshape(Ops.IndexSelect(guide, 0, best), [1, shape[2], shape[3], shape[1]]), 0, 3, 1, 2);
    }
}
