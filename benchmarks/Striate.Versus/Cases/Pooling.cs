using Striate.Tensors;
using Striate.Versus.Contenders;
using Striate.Versus.Measuring;
using TorchSharp;

namespace Striate.Versus.Cases;

/// <summary>Max pooling, the forward pass: little arithmetic, much memory.</summary>
internal static class Pooling
{
    public static IEnumerable<Case> Cases() => [Create("maxpool2x2-64-56-b32-fwd", 2, 2, 0), Create("maxpool3x3s2-64-56-b32-fwd", 3, 2, 1)];

    private static Case Create(string name, int kernel, int stride, int padding)
    {
        var x = new Operand("x", [32, 64, 56, 56]);
        var cost = new Cost(0, (x.Shape.Size + (x.Shape.Size / 4.0)) * sizeof(float));
        return Operations.Case(
            name, Unit.Traffic(cost), cost, target: 1.8, tolerance: 1e-7, [x], upstream: null,
            inputs => Ops.MaxPool2d(inputs[0], kernel, stride, padding),
            inputs => torch.nn.functional.max_pool2d(inputs[0], kernel, stride, padding));
    }
}
