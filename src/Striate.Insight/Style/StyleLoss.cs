using Striate.Kernels.Shaping;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>How far an image is from the content of one and the texture of others, as a network sees them, at one size; one at a time hooks into a network.</summary>
internal sealed class StyleLoss : IDisposable
{
    // Pixels of reflection around each picture. Without them the zeros around maps, and the few places that see an edge, leave a pale rim.
    private const int Border = 16;

    // Maps that hardly answer in the style, of the mean square of all, are held to be no weaker than this.
    private const float LeastStrength = 0.01f;

    private readonly Probe _probe;
    private readonly StyleTransferOptions _options;
    private readonly Tensor? _content;
    private readonly Tensor[] _grams, _strengths;

    /// <summary>Looks at the content and the styles.</summary>
    /// <param name="network">A network at rest.</param>
    /// <param name="styles">Shape [1, C, H', W'] each.</param>
    /// <param name="options">Weights and layers, all of them named.</param>
    /// <param name="content">Shape [1, C, H, W]; null where each image has a content of its own.</param>
    public StyleLoss(Module network, IReadOnlyList<Tensor> styles, StyleTransferOptions options, Tensor? content = null)
    {
        (_probe, _options) = (new Probe(network, [.. options.StyleLayers!, options.ContentLayer!]), options);
        using var scope = new Scope();
        _content = content is null ? null : Content(content).Clone().Keep();
        var weights = options.StyleWeights ?? [.. styles.Select(_ => 1.0)];
        var all = weights.Sum();
        _grams = [.. options.StyleLayers!.Select(_ => (Tensor)null!)];
        for (var s = 0; s < styles.Count; s++)
        {
            var maps = Maps(styles[s]);
            for (var i = 0; i < _grams.Length; i++)
            {
                var share = GramMatrix.Of(maps[i]) * (weights[s] / all);
                _grams[i] = s == 0 ? share : _grams[i] + share;
            }
        }

        _strengths = [.. _grams.Select(Strength)];
        _grams = [.. _grams.Zip(_strengths, (gram, strength) => (gram * strength).Clone().Keep())];
    }

    /// <summary>The loss of an image; on a tape with gradients.</summary>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="content">What it shows, where each image has a content of its own.</param>
    public (Tensor Loss, IReadOnlyList<Tensor> OfLayers) Of(Tensor image, Tensor? content = null)
    {
        var maps = Maps(image);
        var ofLayers = _grams.Select((gram, i) => GramMatrix.RelativeSquares(GramMatrix.Of(maps[i]) * _strengths[i], gram)).ToList();
        var style = ofLayers.Aggregate(Ops.Add) * (1.0 / ofLayers.Count);
        var shown = GramMatrix.RelativeSquares(maps[^1], content is null ? _content! : Content(content)) * _options.ContentWeight;
        return (style + shown + (Roughness.Of(image) * _options.SmoothnessWeight), ofLayers);
    }

    public void Dispose() => _probe.Dispose();

    // 1 / √(A[i,i]·A[j,j]): every map counts in units of its own strength in the style, or the few strongest would decide, and with them no colour.
    private static Tensor Strength(Tensor gram)
    {
        var (numbers, maps) = (gram.ToArray(), gram.Shape[0]);
        var squares = Enumerable.Range(0, maps).Select(i => numbers[i * (maps + 1)]).ToArray();
        var least = Math.Max(LeastStrength * squares.Average(), 1e-20f);
        return Tensor.From([.. squares.SelectMany(a => squares.Select(b => 1 / MathF.Sqrt((a + least) * (b + least))))], gram.Shape).Keep();
    }

    private Tensor Content(Tensor image) => Maps(image)[^1];

    // What the layers see of the picture with its reflection around it, without their places outside the picture.
    private List<Tensor> Maps(Tensor image)
    {
        var border = Math.Min(Border, Math.Min(image.Shape[2], image.Shape[3]) - 1);
        var padded = Ops.Pad(image, border, PadMode.Reflect);
        return [.. _probe.Run(padded).Select(map =>
        {
            var edge = border * map.Shape[2] / padded.Shape[2];
            return edge == 0 ? map : Ops.Slice(map, .., .., edge..^edge, edge..^edge);
        })];
    }
}
