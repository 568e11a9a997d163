using Striate.Data;
using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Striate.Insight;

/// <summary>
/// What a feature looks for: an image that drives it, found by gradient ascent. The image is given by its frequencies and
/// independent colours, and is a little moved, turned and scaled at each step.
/// </summary>
/// <remarks>Olah, Mordvintsev and Schubert, Feature visualization, Distill 2017, doi:10.23915/distill.00007.</remarks>
/// <example><code>
/// var found = FeatureVisualization.Of(net, "features.3", unit: 5, [1, 3, 224, 224], Normalize.ImageNet);
/// PictureFile.Write(Normalize.ImageNet.ToPicture(found.Images), "feature.png");
/// </code></example>
public static class FeatureVisualization
{
    /// <summary>Seeks the image.</summary>
    /// <param name="network">The network, which is at rest meanwhile.</param>
    /// <param name="layer">Full name of a layer; the last one for a class.</param>
    /// <param name="unit">A channel of the layer, or a class; null for the layer as a whole, by the mean square of its answers.</param>
    /// <param name="input">The shape of an image, [1, C, H, W].</param>
    /// <param name="normalize">How pixels become numbers.</param>
    /// <param name="options">Steps and more.</param>
    /// <param name="onStep">Is called with the number of steps done.</param>
    /// <param name="cancel">Ends it with what is there.</param>
    /// <exception cref="ArgumentException">There is no such layer or unit.</exception>
    public static FeatureImages Of(
        Module network,
        string layer,
        int? unit,
        Shape input,
        Normalize normalize,
        FeatureOptions? options = null,
        Action<int>? onStep = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(normalize);
        options ??= new FeatureOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Steps, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Diversity, 1, nameof(options));

        using var rest = new AtRest(network);
        using var probe = new Probe(network, layer);
        var image = new FourierImage(options.Diversity, input[1], input[2], input[3], options.Seed);
        var adam = new Adam(image, options.LearningRate);
        var rng = new Rng(Rng.Hash(options.Seed, Rng.Hash("views")));
        var isSilent = false;
        for (var step = 0; step < options.Steps && !cancel.IsCancellationRequested; step++)
        {
            // From grey, some units answer with nothing at all; closed ReLUs then pass on what would open them.
            using (isSilent ? new ReluRule(network, Opening) : null)
            using (new Scope())
            using (new Tape())
            {
                var view = RandomView.Of(image.Forward(0), rng);
                var output = probe.Run(PixelInput.Of(view, normalize))[0];
                var score = Score(Answers(output, layer, unit), unit is null, options);
                isSilent = score.Item() == 0;
                Loss(score, output, options).Backward();
                adam.Step();
            }

            onStep?.Invoke(step + 1);
        }

        var images = PixelInput.Of(image.Forward(0), normalize).Clone().Keep();
        return new FeatureImages(images, Answers(probe.Run(images)[0], layer, unit).ToArray().Max());
    }

    /// <summary>The answers of one unit to each image, or of all units where it is null.</summary>
    /// <exception cref="ArgumentException">There is no such unit.</exception>
    internal static Tensor Answers(Tensor output, string layer, int? unit)
    {
        if (unit is not { } place)
        {
            return output;
        }

        return place >= 0 && place < output.Shape[1]
            ? Ops.Slice(output, .., place..(place + 1))
            : throw new ArgumentException($"{layer} has no unit {place}: its {output.Shape[1]} units are 0 to {output.Shape[1] - 1}.", nameof(unit));
    }

    // The loss falls where a gradient is negative and its number grows.
    private static float Opening(float x, float gradient) => x > 0 || gradient < 0 ? gradient : 0;

    private static Tensor Score(Tensor answers, bool isOfWhole, FeatureOptions options) => (isOfWhole, answers.Shape.Rank, options.IsOfPlace) switch
    {
        (true, _, _) => Ops.Mean(Ops.Square(answers)),
        (_, 4, true) => Ops.Mean(Ops.Max(answers, [2, 3])),
        (_, 4, false) => Ops.Mean(answers * Shares(answers)),
        _ => Ops.Mean(answers),
    };

    // What each place counts, 0 for the least of its map and 1 for the largest: the mean alone fills the image and drives no place far.
    private static Tensor Shares(Tensor answers)
    {
        var shares = answers.ToArray();
        var size = shares.Length / answers.Shape[0];
        for (var start = 0; start < shares.Length; start += size)
        {
            var map = shares.AsSpan(start, size);
            var (least, largest) = (TensorPrimitives.Min<float>(map), TensorPrimitives.Max<float>(map));
            for (var i = 0; i < size; i++)
            {
                var share = largest > least ? (map[i] - least) / (largest - least) : 1;
                map[i] = share * share;
            }
        }

        return Tensor.From(shares, answers.Shape);
    }

    // Not divided by the score, which is zero somewhere on the way of a unit that starts below it: Adam would remember that step for long.
    private static Tensor Loss(Tensor score, Tensor output, FeatureOptions options) => options.Diversity > 1 && output.Shape.Rank == 4
        ? (Likeness(output) * (options.DiversityWeight * Math.Abs(score.Item()))) - score
        : -score;

    // The mean cosine between the Gram matrices of different images.
    private static Tensor Likeness(Tensor output)
    {
        var (count, channels) = (output.Shape[0], output.Shape[1]);
        var maps = Ops.Reshape(output, [count, channels, output.Shape[2] * output.Shape[3]]);
        var grams = Ops.NormalizeRows(Ops.Reshape(Ops.MatMul(maps, maps, transposeB: true), [count, channels * channels]));
        return (Ops.Sum(Ops.MatMul(grams, grams, transposeB: true)) - count) / (count * (count - 1.0));
    }
}
