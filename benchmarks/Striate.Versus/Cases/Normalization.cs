using Striate.Tensors;
using Striate.Versus.Contenders;
using Striate.Versus.Measuring;
using TorchSharp;

namespace Striate.Versus.Cases;

/// <summary>Batch normalisation and ReLU while learning, forward and backward.</summary>
internal static class Normalization
{
    // Forward reads x and writes y; backward reads x and dy and writes dx.
    private const int LeastPasses = 5;

    // Of millions of different numbers some come out so near 0 that rounding decides on which side of ReLU's corner they lie.
    private const float StepOfImages = 1f / 16;

    public static IEnumerable<Case> Cases()
    {
        const int Channels = 64;
        var x = new Operand("x", [32, Channels, 56, 56], HasGradient: true, StepOfImages);
        Operand[] operands =
        [
            x,
            new("gamma", [Channels], HasGradient: true), new("beta", [Channels], HasGradient: true),
            new("running mean", [Channels]), new("running variance", [Channels]),
        ];
        var cost = new Cost(0, (double)LeastPasses * x.Shape.Size * sizeof(float));
        yield return Operations.Case(
            "bn-relu-train-64-56-b32-fwd-bwd", Unit.Traffic(cost), cost, target: 1.4, tolerance: 2e-4, operands, new Operand("dy", x.Shape),
            Forward,
            inputs => torch.nn.functional.batch_norm(inputs[0], inputs[3], inputs[4], inputs[1], inputs[2], training: true).relu_());
    }

    // As the forward pass of a network runs its layers.
    private static Tensor Forward(Tensor[] inputs)
    {
        using var fusion = new Fusion();
        var y = Ops.Relu(Ops.BatchNorm(inputs[0], inputs[1], inputs[2], inputs[3], inputs[4], training: true));
        fusion.Complete();
        return y;
    }
}
