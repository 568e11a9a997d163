using Striate.Data;
using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>Teaches a network one style, by the losses of <see cref="StyleTransfer"/>. Johnson, Alahi and Fei-Fei, arXiv:1603.08155.</summary>
public static class StyleNetTraining
{
    private const double LargestZoom = 2;
    private const double LargestGradient = 1;

    /// <summary>Trains a network.</summary>
    /// <param name="network">What looks at the pictures; as before afterwards.</param>
    /// <param name="normalize">How its pictures become numbers.</param>
    /// <param name="style">The picture that shows the style, H x W x 3.</param>
    /// <param name="pictures">What is painted for practice: squares cut out at random, so that few pictures do.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <param name="onStep">Is told after each step how many are done, and the mean loss of its cuttings, which differ from step to step.</param>
    /// <param name="cancel">Ends it early, with the network as it is.</param>
    /// <exception cref="ArgumentException">There are no pictures, or the network has no layers that show style.</exception>
    public static StyleNet Run(
        Module network, Normalize normalize, Picture style, Dataset pictures, StyleNetOptions? options = null, Action<int, double>? onStep = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(normalize);
        ArgumentNullException.ThrowIfNull(style);
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfZero(pictures.Count, nameof(pictures));
        options ??= new StyleNetOptions();
        StyleTransfer.CheckTrim(options.Trim);
        using var rest = new AtRest(network);
        var model = StyleTransfer.ToTensor(StyleTransfer.Trimmed(style, options.Trim), options.Size, normalize);
        var layers = StyleLayers.Of(network, model);
        using var loss = new StyleLoss(network, [model], new StyleTransferOptions
        {
            StyleLayers = layers,
            ContentLayer = layers[Math.Max(0, layers.Count - 2)],
            ContentWeight = options.ContentWeight,
            SmoothnessWeight = options.SmoothnessWeight,
        });
        var painter = new StyleNet(options.Width);
        painter.Initialize(options.Seed);
        var adam = new Adam(painter, options.LearningRate);
        for (var step = 0; step < options.Steps && !cancel.IsCancellationRequested; step++)
        {
            adam.LearningRate = options.LearningRate * (1 + Math.Cos(Math.PI * step / options.Steps)) / 2;
            var sum = 0.0;
            for (var i = 0; i < options.BatchSize; i++)
            {
                var rng = new Rng(Rng.Hash(options.Seed, (ulong)step, (ulong)i));
                using var tape = new Tape(seed: 0);
                var photo = Cut(pictures.PictureOf(rng.NextInt(pictures.Count)), options.Size, rng);
                var (value, _) = loss.Of(Normalized(painter.Forward(photo), normalize), Normalized(photo, normalize));
                (value * (1.0 / options.BatchSize)).Backward();
                sum += value.Item();
            }

            // A cutting that answers where the style hardly does has gradients many times as large as others.
            GradientClipping.ByNorm(painter, LargestGradient);
            adam.Step();
            onStep?.Invoke(step + 1, sum / options.BatchSize);
        }

        painter.Eval();
        return painter;
    }

    private static Tensor Normalized(Tensor image, Normalize normalize) => (image - Channels(normalize.Mean)) / Channels(normalize.Std);

    private static Tensor Channels(IReadOnlyList<float> values) => Tensor.From([.. values], [1, values.Count, 1, 1]);

    // A square of a picture that is made so small that its shorter side is once to twice the square's.
    private static Tensor Cut(Picture picture, int size, Rng rng)
    {
        var side = (int)(size * (1 + ((LargestZoom - 1) * rng.NextDouble())));
        var shorter = Math.Min(picture.Height, picture.Width);
        var image = Tensor.From([1, 3, picture.Height, picture.Width], Layout.ChannelsLast, y => Normalize.UnitRange.Apply(picture, y));
        image = Ops.Resize(image, new Size2d(picture.Height * side / shorter, picture.Width * side / shorter), ResizeMode.Bilinear, antialias: true);
        var (top, left) = (rng.NextInt(image.Shape[2] - size + 1), rng.NextInt(image.Shape[3] - size + 1));
        return Ops.Slice(image, .., .., top..(top + size), left..(left + size));
    }
}
