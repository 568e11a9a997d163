using Striate.Networks;
using Striate.Versus.Contenders;
using Striate.Versus.Measuring;

namespace Striate.Versus.Cases;

/// <summary>Whole networks at use: one image, whose time counts, and batches.</summary>
internal static class Inference
{
    private const double Tolerance = 1e-3;

    private static readonly NetworkPair[] OfPictures = [Pairs.ResNet18, Pairs.Vgg16, Pairs.MobileNetV2, Pairs.AlexNet, Pairs.SqueezeNet];

    public static IEnumerable<Case> Cases() =>
    [
        Create(Pairs.LeNet5, 1, target: 8) with { Unit = Unit.Microseconds },
        .. OfPictures.SelectMany(pair => new[] { Create(pair, 1, target: 1.3), Create(pair, 8, target: 1.3) }),
    ];

    private static Case Create(NetworkPair pair, int batch, double target) => new(
        $"{pair.Name}-infer-{batch}", Unit.Images(batch), () => CostOf(pair, batch), target, Tolerance,
        () => new StriateInference(pair, batch),
        format => new LibtorchInference(pair, batch, format));

    private static Cost CostOf(NetworkPair pair, int batch)
    {
        // At the least every weight and image is read.
        var summary = Summary.Of(pair.Striate(), pair.Input);
        return new Cost((double)batch * summary.MultiplyAdds, (summary.Parameters + ((double)batch * pair.Input.Size)) * sizeof(float));
    }
}
