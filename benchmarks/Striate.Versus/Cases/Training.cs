using Striate.Networks;
using Striate.Versus.Contenders;
using Striate.Versus.Measuring;

namespace Striate.Versus.Cases;

/// <summary>Training steps of whole networks: SGD with momentum, cross-entropy, no dropout.</summary>
internal static class Training
{
    // Rounding decides where a number near 0 lies at the corner of ReLU, and so whether a gradient passes; in a deep network with batch
    // normalisation that spreads. Libtorch's own two memory formats differ by 0.02 in MobileNetV2's weights and 4e-4 in its next loss.
    private const double ToleranceOfWeights = 0.05;
    private const double ToleranceOfLoss = 1e-3;

    public static IEnumerable<Case> Cases() =>
    [
        Create(Pairs.LeNet5, 64, target: 3),
        Create(Pairs.LeNet5, 256, target: 3),
        Create(Pairs.VggLike, 128, target: 1.6),
        Create(Pairs.CifarResNet18, 128, target: 1.5),
        Create(Pairs.ResNet18, 16, target: 1.4),
        Create(Pairs.AlexNet, 32, target: 1.4),
        Create(Pairs.Vgg11WithBatchNorm, 8, target: 1.4),
        Create(Pairs.MobileNetV2, 16, target: 1.6),
    ];

    private static Case Create(NetworkPair pair, int batch, double target) => new(
        $"{pair.Name}-train-{batch}", Unit.Images(batch), () => CostOf(pair, batch), target, ToleranceOfLoss,
        () => new StriateTraining(pair, batch),
        format => new LibtorchTraining(pair, batch, format))
    {
        OtherTolerances = new Dictionary<string, double> { [TrainingCheck.ChangeOfWeights] = ToleranceOfWeights },
    };

    private static Cost CostOf(NetworkPair pair, int batch)
    {
        // Three products a layer: forward, gradient of the data (not for the images themselves) and gradient of the weights.
        var summary = Summary.Of(pair.Striate(), pair.Input);
        var first = summary.Rows.First(row => row.MultiplyAdds > 0).MultiplyAdds;

        // At the least every weight and its velocity are read and written.
        var floats = (4.0 * summary.Parameters) + (batch * pair.Input.Size);
        return new Cost(batch * ((3.0 * summary.MultiplyAdds) - first), floats * sizeof(float));
    }
}
