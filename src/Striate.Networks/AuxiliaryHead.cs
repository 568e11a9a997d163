using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// Modules that make scores of their own from what passes by, so that the layers before it learn from near. It hands on its input as
/// it is; while the network learns, its scores are a side output (<see cref="Tape.SideOutputs"/>), which
/// <see cref="Loss.OfAll"/> counts. Szegedy et al., arXiv:1409.4842, section 5.
/// </summary>
/// <param name="weight">Weight of its loss beside that of the network's own scores.</param>
/// <example><code>
/// var net = new Sequential { early, new AuxiliaryHead(0.3) { new GlobalAvgPool2d(), new Flatten(), new Linear(64, 10) }, late };
/// </code></example>
public sealed class AuxiliaryHead(double weight) : Sequential
{
    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"AuxiliaryHead of weight {weight}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        if (IsTraining)
        {
            Tape.Current?.AddSideOutput(base.ForwardCore(x), weight);
        }

        return x;
    }
}
