using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>E = ½ Σ (y − d)² of a <see cref="SigmoidNet"/>, the mean over samples. Its units never reach 0 and 1, so that 0.1 and 0.9 are desired.</summary>
/// <remarks>Rumelhart, Hinton and Williams, Learning internal representations by error propagation, Parallel Distributed Processing 1, 1986, chapter 8.</remarks>
internal sealed class HalfSquaredError : TargetLoss
{
    private const double Low = 0.1, High = 0.9;

    /// <inheritdoc/>
    public override Tensor Of(Tensor outputs, Tensor targets) => SigmoidNet.Error(outputs, Low + ((High - Low) * targets)) * (1.0 / outputs.Shape[0]);
}
