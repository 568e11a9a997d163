using Striate.Networks;
using Striate.Tensors;

namespace Striate.Cli.Commands.See;

/// <summary>What a network thinks of one image.</summary>
internal static class Probabilities
{
    /// <summary>The probability of each class.</summary>
    public static float[] Of(Module network, Tensor image)
    {
        using var rest = new AtRest(network);
        using var scope = new Scope();
        return Ops.Softmax(network.Forward(image)).ToArray();
    }
}
