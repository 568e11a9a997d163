using Striate.Kernels.Elementwise;
using Striate.Tensors;
using Striate.Versus.Contenders;
using Striate.Versus.Measuring;
using TorchSharp;

namespace Striate.Versus.Cases;

/// <summary>Operations that do little with each number: what counts is their share of the speed of copying memory.</summary>
internal static class MemoryBound
{
    // Ahead of libtorch; the share of copying is what is looked at.
    private const double Target = 1;
    private const int Forward = 2, ForwardAndBackward = 5;

    private static readonly Shape Images = [32, 64, 56, 56];
    private static readonly Shape Scores = [8192, 1000];

    public static IEnumerable<Case> Cases() =>
    [
        Create("add-64-56-b32-fwd", Images, Forward + 1, [X(Images), new Operand("b", Images)], null, i => Ops.Add(i[0], i[1]), i => i[0] + i[1]),
        Create("relu-64-56-b32-fwd-bwd", Images, ForwardAndBackward, [X(Images)], Images, i => Ops.Relu(i[0]), i => torch.nn.functional.relu(i[0])),
        Create("sigmoid-64-56-b32-fwd-bwd", Images, ForwardAndBackward, [X(Images)], Images, i => Ops.Sigmoid(i[0]), i => torch.sigmoid(i[0])),
        Create("gelu-64-56-b32-fwd-bwd", Images, ForwardAndBackward, [X(Images)], Images, i => Ops.Gelu(i[0], GeluForm.Erf), i => torch.nn.functional.gelu(i[0])),
        Create(
            "avgpool2x2-64-56-b32-fwd-bwd", Images, Forward + 0.5, [X(Images)], [32, 64, 28, 28],
            i => Ops.AvgPool2d(i[0], 2), i => torch.nn.functional.avg_pool2d(i[0], 2)),
        Create(
            "globalavgpool-64-56-b32-fwd-bwd", Images, Forward, [X(Images)], [32, 64, 1, 1],
            i => Ops.AdaptiveAvgPool2d(i[0], 1), i => torch.nn.functional.adaptive_avg_pool2d(i[0], 1)),
        Create("softmax-8192x1000-fwd-bwd", Scores, ForwardAndBackward, [X(Scores)], Scores, i => Ops.Softmax(i[0]), i => torch.nn.functional.softmax(i[0], 1)),
    ];

    private static Operand X(Shape shape) => new("x", shape, HasGradient: true);

    // How often all numbers pass at least: read and written forward, and read twice and written backward.
    private static Case Create(
        string name, Shape shape, double passes, IReadOnlyList<Operand> operands, Shape? upstream, Func<Tensor[], Tensor> striate,
        Func<torch.Tensor[], torch.Tensor> libtorch)
    {
        var cost = new Cost(0, passes * shape.Size * sizeof(float));
        return Operations.Case(
            name, Unit.Traffic(cost), cost, Target, tolerance: 1e-5, operands, upstream is { } dy ? new Operand("dy", dy) : null, striate, libtorch);
    }
}
