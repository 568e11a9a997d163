using Striate.Data;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>
/// The picture rebuilt from what one layer makes of it, which shows what the layer keeps: the x that makes
/// ‖Φ(x) − Φ₀‖² / ‖Φ₀‖² + λ₁ · total variation + λ₂ · α-norm least, sought by Adam over the frequencies of x.
/// </summary>
/// <remarks>Mahendran and Vedaldi, Understanding deep image representations by inverting them, arXiv:1412.0035.</remarks>
/// <example><code>
/// var rebuilt = FeatureInversion.Of(net, "features.3", image, Normalize.ImageNet);
/// Console.WriteLine($"relative error {rebuilt.Error:0.000}");
/// </code></example>
public static class FeatureInversion
{
    private const double Alpha = 6;

    /// <summary>Rebuilds a picture.</summary>
    /// <param name="network">The network, which is at rest meanwhile.</param>
    /// <param name="layer">Full name of a layer.</param>
    /// <param name="image">The picture as the network takes it, shape [1, C, H, W]; only its features are used.</param>
    /// <param name="normalize">How pixels became numbers.</param>
    /// <param name="options">Steps and weights.</param>
    /// <param name="onStep">Is called with the number of steps done.</param>
    /// <param name="cancel">Ends it with what is there.</param>
    /// <exception cref="ArgumentException">There is no such layer, or all its features are 0.</exception>
    public static InvertedImage Of(
        Module network,
        string layer,
        Tensor image,
        Normalize normalize,
        InversionOptions? options = null,
        Action<int>? onStep = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(normalize);
        options ??= new InversionOptions();
        using var rest = new AtRest(network);
        using var probe = new Probe(network, layer);
        var target = probe.Run(image)[0].Clone().Keep();
        var length = Math.Pow(Ops.Norm(target).Item(), 2);
        if (length == 0)
        {
            throw new ArgumentException($"{layer} makes nothing but zeros of the picture, of which nothing can be rebuilt.", nameof(layer));
        }

        var sought = new FourierImage(1, image.Shape[1], image.Shape[2], image.Shape[3], options.Seed);
        var adam = new Adam(sought, options.LearningRate);
        for (var step = 0; step < options.Steps && !cancel.IsCancellationRequested; step++)
        {
            using (new Scope())
            using (new Tape())
            {
                var pixels = sought.Forward(0);
                var difference = probe.Run(PixelInput.Of(pixels, normalize))[0] - target;
                var loss = (Ops.Sum(Ops.Square(difference)) / length)
                    + (Roughness.Of(pixels) * options.TotalVariation)
                    + (Ops.Mean(Ops.Power(Ops.Square((pixels * 2) - 1), Alpha / 2)) * options.AlphaNorm);
                loss.Backward();
                adam.Step();
            }

            onStep?.Invoke(step + 1);
        }

        var found = PixelInput.Of(sought.Forward(0), normalize).Clone().Keep();
        return new InvertedImage(found, Math.Sqrt(Ops.Sum(Ops.Square(probe.Run(found)[0] - target)).Item() / length));
    }
}
