using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// The net that read zip codes: two layers of shared kernels that halve the picture at each step, two full ones, 9,760 parameters
/// for 64,660 connections. LeCun, Boser, Denker, Henderson, Howard, Hubbard and Jackel, Neural Computation 1(4), 1989.
/// </summary>
/// <remarks>Input [N, 1, 16, 16] from −1 (paper) to 1 (ink), output [N, 10]: about 1 for the class and −1 for the others. Units of a map share their
/// kernels, and each has a bias of its own. The paper does not say which eight maps of H1 a map of H2 sees: here map j sees the eight from j on, around the circle
/// of twelve, so that no two see the same and every map of H1 is seen by eight.</remarks>
public sealed class ZipNet : TanhNet
{
    /// <summary>Rows and columns of its input.</summary>
    public const int Side = 16;

    private const int Maps = 12;
    private const int SeenMaps = 8;
    private const double Background = -1;

    /// <summary>Builds the net.</summary>
    public ZipNet()
    {
        AddLayer("h1", new TableConv2d(ConnectionTable.Full(1, Maps), 5, stride: 2, padding: 2, Background, unitBiases: 8));
        AddLayer("h2", new TableConv2d(Scheme, 5, stride: 2, padding: 2, Background, unitBiases: 4));
        AddLayer("h3", new TableConv2d(ConnectionTable.Full(Maps, 30), 4));
        AddLayer("output", new TableConv2d(ConnectionTable.Full(30, 10), 1));
    }

    /// <summary>Which maps of H1 the maps of H2 see.</summary>
    public static ConnectionTable Scheme { get; } = ConnectionTable.Of(
        Maps, [.. Enumerable.Range(0, Maps).Select(map => Enumerable.Range(map, SeenMaps).Select(from => from % Maps).ToArray())]);

    // E = ½·Σ (y − d)².
    internal override double CostCurvature => 1;

    /// <inheritdoc/>
    public override Tensor Input(Tensor pixels) => (2 * pixels) - 1;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Flatten(States(x)[^1]);
}
