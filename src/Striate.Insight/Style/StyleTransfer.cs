using Striate.Data;
using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>
/// A picture that shows what one picture shows, painted as others are: its maps in one layer are those of the content, the Gram matrices of its
/// maps in several layers those of the style. Gatys, Ecker and Bethge, Image Style Transfer Using Convolutional Neural Networks, CVPR 2016.
/// </summary>
/// <remarks>Loss = mean over layers of ‖G − A‖² / ‖A‖² + α · ‖F − P‖² / ‖P‖² + β · mean squared difference of neighbouring pixels; each part is
/// relative, so that networks with large numbers need no other weights. Pictures are seen with their reflection around them. A of several styles is their weighted mean, and G and A are divided by √(A[i,i]·A[j,j]).</remarks>
/// <example><code>
/// var result = StyleTransfer.Run(network, Normalize.ImageNet, photo, [painting], new() { Size = 512 });
/// PictureFile.Write(result.Picture, "style.png");
/// </code></example>
public static class StyleTransfer
{
    /// <summary>Largest share of a style's height and width that can be cut off at each edge.</summary>
    public const double MostTrim = 0.4;

    private const int LeastSide = 32;
    private const int LeastShorterSide = 16;
    private const int History = 20;

    // Weight of what is beyond a byte's range, which the finished picture would lose.
    private const double ExcessWeight = 10;

    /// <summary>Makes the picture.</summary>
    /// <param name="network">What looks at the pictures; as before afterwards.</param>
    /// <param name="normalize">How its pictures become numbers.</param>
    /// <param name="content">H x W x 3.</param>
    /// <param name="styles">At least one; each is brought to the size of the result.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <param name="cancel">Ends it early with the best picture so far.</param>
    /// <exception cref="ArgumentException">No style, another number of weights than of styles, or a setting out of its range.</exception>
    public static StyleResult Run(
        Module network, Normalize normalize, Picture content, IReadOnlyList<Picture> styles, StyleTransferOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(normalize);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(styles);
        options ??= new StyleTransferOptions();
        Check(content, styles, options);
        styles = [.. styles.Select(style => Trimmed(style, options.Trim))];
        using var rest = new AtRest(network);
        var shown = ToTensor(content, options.Size, Normalize.UnitRange);
        var pixels = Normalize.UnitRange.ToPicture(shown);
        var (source, models) = options.Colours switch
        {
            ColourKeeping.Luminance => (StyleColours.Grey(pixels), styles.Select(style => StyleColours.Match(StyleColours.Grey(style), StyleColours.Grey(pixels))).ToList()),
            ColourKeeping.Match => (pixels, styles.Select(style => StyleColours.Match(style, pixels)).ToList()),
            _ => (StyleColours.Match(pixels, Heaviest(styles, options)), [.. styles]),
        };
        options = WithLayers(network, ToTensor(source, options.Size, normalize), options);

        var run = new StyleRun(normalize, options, cancel);
        Tensor? image = null;
        for (var scale = options.Scales - 1; ; scale--)
        {
            var size = Math.Max(Math.Min(options.Size, LeastSide), options.Size >> scale);
            var target = ToTensor(source, size, normalize);
            using var loss = new StyleLoss(network, [.. models.Select(style => ToTensor(style, size, normalize))], options, target);
            var start = Start(target, options);
            var done = options.Scales - 1 - scale;
            image = run.Improve(
                image is null ? start : Resized(image, (target.Shape[2], target.Shape[3])), loss, (options.Steps * (done + 1) / options.Scales) - (options.Steps * done / options.Scales));
            if (scale == 0)
            {
                var (first, firstErrors) = Measure(loss, start);
                var (picture, last, errors) = Rounded(image);

                // What was found at a coarse size, or lost its best in rounding to bytes, may be worse than the beginning.
                if (!(last <= first))
                {
                    (picture, last, errors) = (normalize.ToPicture(start), first, firstErrors);
                }

                return new StyleResult(
                    options.Colours == ColourKeeping.Luminance ? StyleColours.WithLightness(pixels, picture) : picture,
                    run.Losses, first, last, [.. options.StyleLayers!.Zip(errors)], !cancel.IsCancellationRequested);
            }

            (Picture Picture, double Loss, double[] GramErrors) Rounded(Tensor found)
            {
                var rounded = normalize.ToPicture(found);
                var (value, ofLayers) = Measure(loss, ToTensor(rounded, options.Size, normalize));
                return (rounded, value, ofLayers);
            }
        }
    }

    private static Picture Heaviest(IReadOnlyList<Picture> styles, StyleTransferOptions options) =>
        options.StyleWeights is { } weights ? styles.Zip(weights).MaxBy(pair => pair.Second).First : styles[0];

    private static Tensor Start(Tensor content, StyleTransferOptions options) =>
        options.FromNoise ? Tensor.Normal(content.Shape, new Rng(options.Seed), Layout.ChannelsLast) : content;

    private static (double Loss, double[] GramErrors) Measure(StyleLoss loss, Tensor image)
    {
        using var scope = new Scope();
        var (value, ofLayers) = loss.Of(image);
        return (value.Item(), [.. ofLayers.Select(squares => Math.Sqrt(squares.Item()))]);
    }

    private static StyleTransferOptions WithLayers(Module network, Tensor image, StyleTransferOptions options)
    {
        var layers = options.StyleLayers ?? StyleLayers.Of(network, image);
        return options with { StyleLayers = layers, ContentLayer = options.ContentLayer ?? layers[Math.Max(0, layers.Count - 2)] };
    }

    /// <summary>A style without what is cut off at its edges.</summary>
    internal static Picture Trimmed(Picture style, double share)
    {
        var (top, left) = ((int)(style.Height * share), (int)(style.Width * share));
        return PictureParts.Cut(style, top, left, style.Height - (2 * top), style.Width - (2 * left));
    }

    /// <summary>A picture as a network takes it, with a longer side of so many pixels.</summary>
    internal static Tensor ToTensor(Picture picture, int size, Normalize normalize)
    {
        var image = Tensor.From([1, 3, picture.Height, picture.Width], Layout.ChannelsLast, y => normalize.Apply(picture, y));
        var longer = Math.Max(picture.Height, picture.Width);
        return Resized(image, (Scaled(picture.Height), Scaled(picture.Width)));

        int Scaled(int side) => Math.Max(1, (int)Math.Round((double)side * size / longer));
    }

    private static Tensor Resized(Tensor image, Size2d size) => image.Shape[2] == size.Height && image.Shape[3] == size.Width
        ? image
        : Ops.ToChannelsLast(Ops.Resize(image, size, ResizeMode.Bilinear, antialias: true)).Clone().Keep();

    /// <summary>Something of a style has to be left.</summary>
    internal static void CheckTrim(double trim)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trim);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trim, MostTrim);
    }

    private static void Check(Picture content, IReadOnlyList<Picture> styles, StyleTransferOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Size, LeastSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Scales, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Steps, options.Scales);
        ArgumentOutOfRangeException.ThrowIfNegative(options.ContentWeight);
        ArgumentOutOfRangeException.ThrowIfNegative(options.SmoothnessWeight);
        CheckTrim(options.Trim);
        if (styles.Count == 0)
        {
            throw new ArgumentException("Style transfer: there is no style. Give at least one picture.", nameof(styles));
        }

        if (options.StyleWeights is { } weights && (weights.Count != styles.Count || !weights.All(weight => weight >= 0 && double.IsFinite(weight)) || weights.Sum() == 0))
        {
            throw new ArgumentException($"Style transfer: {weights.Count} weights for {styles.Count} styles; expected one each, at least 0 and not all 0.", nameof(options));
        }

        foreach (var picture in styles.Prepend(content))
        {
            var (longer, shorter) = (Math.Max(picture.Height, picture.Width), Math.Min(picture.Height, picture.Width));
            if (longer < LeastSide || shorter * options.Size / longer < LeastShorterSide)
            {
                throw new ArgumentException(
                    $"Style transfer: a picture {picture.Width} wide and {picture.Height} high, whose longer side becomes {options.Size}. Expected a longer side of at least {LeastSide}, "
                    + $"and a shorter one that then has at least {LeastShorterSide}: take another picture, or a larger size.");
            }
        }

        if (styles.Append(content).FirstOrDefault(picture => picture.Channels != 3) is { } other)
        {
            throw new ArgumentException($"Style transfer: a picture of {other}, expected three channels. Read it with channels: 3.", nameof(content));
        }
    }

    // The steps at all sizes, and the best picture of each.
    private sealed class StyleRun(Normalize normalize, StyleTransferOptions options, CancellationToken cancel)
    {
        private readonly List<double> _losses = [];

        public IReadOnlyList<double> Losses => _losses;

        public Tensor Improve(Tensor image, StyleLoss loss, int steps)
        {
            var pixels = new StylePixels(image);
            var (best, bestLoss, last) = (pixels.Image.Value.Clone().Keep(), double.PositiveInfinity, _losses.Count + steps);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            try
            {
                Optimize(pixels, steps, Evaluate);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // The best so far is what was asked for; a search along a line would go on beyond the steps.
            }

            return best;

            double Evaluate()
            {
                if (_losses.Count == last)
                {
                    end.Cancel();
                }

                end.Token.ThrowIfCancellationRequested();
                using var tape = new Tape(seed: 0);
                var value = loss.Of(pixels.Image).Loss + (Excess(pixels.Image) * ExcessWeight);
                value.Backward();
                var number = value.Item();
                if (number < bestLoss)
                {
                    bestLoss = number;
                    pixels.Image.Value.Span.CopyTo(best.Span);
                }

                _losses.Add(number);
                options.OnStep?.Invoke(_losses.Count);
                return number;
            }
        }

        private void Optimize(StylePixels pixels, int steps, Func<double> evaluate)
        {
            if (options.Optimizer == StyleOptimizer.LBfgs)
            {
                // Relative losses spread over all pixels have gradients far below the usual tolerances.
                new LBfgs(pixels, maxIterations: steps, maxEvaluations: steps, gradientTolerance: 0, changeTolerance: 0, history: History).Step(evaluate);
                return;
            }

            var adam = new Adam(pixels, options.LearningRate);
            for (var step = 0; step < steps; step++)
            {
                evaluate();
                adam.Step();
                Clip(pixels.Image.Value.Span);
            }
        }

        // The mean square of what is beyond 0 and 1, the range of a byte.
        private Tensor Excess(Tensor image)
        {
            var unit = (image * Channels(normalize.Std)) + Channels(normalize.Mean);
            return Ops.Mean(Ops.Square(unit - Ops.Clip(unit, 0, 1)));
        }

        private static Tensor Channels(IReadOnlyList<float> values) => Tensor.From([.. values], [1, values.Count, 1, 1]);

        // To what a byte can say.
        private void Clip(Span<float> pixels)
        {
            for (var i = 0; i < pixels.Length; i++)
            {
                var c = normalize.Mean.Count == 1 ? 0 : i % 3;
                pixels[i] = Math.Clamp(pixels[i], -normalize.Mean[c] / normalize.Std[c], (1 - normalize.Mean[c]) / normalize.Std[c]);
            }
        }
    }
}
