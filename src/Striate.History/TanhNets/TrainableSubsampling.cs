using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// Halves maps: the sum of four neighbours times a coefficient plus a bias, both learned, one of each a map.
/// LeCun, Bottou, Bengio and Haffner, Proceedings of the IEEE 86(11), 1998, section II.B.
/// </summary>
/// <remarks>Input [N, C, H, W], output [N, C, H/2, W/2].</remarks>
/// <param name="maps">Maps C.</param>
public sealed class TrainableSubsampling(int maps) : WeightedSum(
    new Parameter([maps, 1, 1], Initializer.Uniform(InitialBound)), new Parameter([maps, 1, 1], Initializer.Uniform(InitialBound)))
{
    private const int Side = 2;
    private const int Neighbours = Side * Side;

    // 2.4 / F, F being the inputs of a unit, as the paper draws all weights.
    private const double InitialBound = 2.4 / Neighbours;

    /// <inheritdoc/>
    public override string Description => $"TrainableSubsampling of {maps} maps";

    /// <inheritdoc/>
    public override long CountConnections(Shape output) => (long)output.Size * (Neighbours + 1);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Sum(x, Weight, Bias);

    internal override Tensor SumOfSquares(Tensor squares, Tensor squaredWeight, Tensor bias) => Sum(squares, squaredWeight, bias);

    private static Tensor Sum(Tensor x, Tensor coefficient, Tensor bias) => (Ops.AvgPool2d(x, Side) * (Neighbours * coefficient)) + bias;
}
