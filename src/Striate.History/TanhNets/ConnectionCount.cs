using Striate.Tensors;

namespace Striate.History;

/// <summary>What a layer is made of, as the papers count it.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="Maps">Shape of its maps, [C, H, W].</param>
/// <param name="Connections">Inputs and biases of all its units.</param>
/// <param name="Parameters">Numbers that it learns; units share them.</param>
public sealed record ConnectionCount(string Layer, Shape Maps, long Connections, long Parameters)
{
    /// <summary>Counts, layer by layer from the input on.</summary>
    /// <param name="net">The net.</param>
    /// <param name="side">Rows and columns of its input plane.</param>
    public static IReadOnlyList<ConnectionCount> Of(TanhNet net, int side)
    {
        ArgumentNullException.ThrowIfNull(net);
        using var tape = Tape.OfShapes();
        var states = net.States(Tensor.Zeros([1, 1, side, side]));
        return [.. net.Layers.Zip(states.Skip(1), (layer, state) =>
        {
            Shape maps = [state.Shape[1], state.Shape[2], state.Shape[3]];
            return new ConnectionCount(layer.Path, maps, layer.CountConnections(maps), layer.CountParameters());
        })];
    }
}
