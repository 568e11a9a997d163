using Striate.Kernels.Elementwise;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

/// <summary>Functions of each number by itself.</summary>
public class UnaryTests
{
    private static readonly Dictionary<string, Action> Checks = new()
    {
        ["Sigmoid"] = Check(Ops.Sigmoid, new SigmoidFunction()),
        ["Tanh"] = Check(Ops.Tanh, new TanhFunction()),
        ["Gelu"] = Check(x => Ops.Gelu(x), new GeluFunction(GeluForm.Erf)),
        ["Gelu, tanh"] = Check(x => Ops.Gelu(x, GeluForm.Tanh), new GeluFunction(GeluForm.Tanh)),
        ["Silu"] = Check(Ops.Silu, new SiluFunction()),
        ["LeakyRelu"] = Check(x => Ops.LeakyRelu(x, 0.2), new LeakyReluFunction(0.2)),
        ["Elu"] = Check(x => Ops.Elu(x, 0.5), new EluFunction(0.5)),
        ["Selu"] = Check(Ops.Selu, new EluFunction(1.6732632423543772, 1.0507009873554805)),
        ["Celu"] = Check(x => Ops.Celu(x, 0.5), new EluFunction(0.5, InputScale: 2)),
        ["HardSwish"] = Check(Ops.HardSwish, new HardSwishFunction(), scale: 5),
        ["HardSigmoid"] = Check(Ops.HardSigmoid, new HardSigmoidFunction(), scale: 5),
        ["HardTanh"] = Check(Ops.HardTanh, new ClipFunction(-1, 1)),
        ["Clip"] = Check(x => Ops.Clip(x, highest: 0.5), new ClipFunction(double.NegativeInfinity, 0.5)),
        ["Mish"] = Check(Ops.Mish, new MishFunction()),
        ["Softplus"] = Check(x => Ops.Softplus(x, 2), new SoftplusFunction(2)),
        ["LogSigmoid"] = Check(Ops.LogSigmoid, new LogSigmoidFunction()),
        ["Exp"] = Check(Ops.Exp, new ExpFunction()),
        ["Square"] = Check(Ops.Square, new SquareFunction()),
        ["Power"] = Check(x => Ops.Power(x, 3), new PowerOfFunction(3)),
        ["Abs"] = Check(Ops.Abs, new AbsFunction()),
        ["Negate"] = Check(Ops.Negate, new NegateFunction()),
        ["Sin"] = Check(Ops.Sin, new SinFunction()),
        ["Cos"] = Check(Ops.Cos, new CosFunction()),
        ["Log"] = Check(Ops.Log, new LogFunction(), scale: 1, shift: 1.2f),
        ["Sqrt"] = Check(Ops.Sqrt, new SqrtFunction(), scale: 1, shift: 1.2f),
        ["Reciprocal"] = Check(Ops.Reciprocal, new ReciprocalFunction(), scale: 1, shift: 1.5f),
    };

    public static TheoryData<string> Names => [.. Checks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Function_Gradient_EqualsFiniteDifferences(string name) => Checks[name]();

    [Fact]
    public void Clip_BoundsTheWrongWayRound_SaysSo() => Assert.StartsWith(
        "Clip from 2 to 1; the lower bound must not be above the upper one.",
        Assert.Throws<ArgumentOutOfRangeException>(() => Ops.Clip(Tensor.Zeros([2]), 2, 1)).Message,
        StringComparison.Ordinal);

    private static Action Check<TFunction>(Func<Tensor, Tensor> operation, TFunction function, float scale = 3, float shift = 0)
        where TFunction : unmanaged, IUnaryFunction => () =>
    {
        foreach (var x in new[] { Random([2, 3, 3, 2], 1, scale), Random([5, 3], 2, scale), Random([2, 3, 4], 3, scale) })
        {
            foreach (ref var value in x.Span)
            {
                value += shift;
            }

            Run([x], inputs => operation(inputs[0]), inputs =>
            {
                var y = new double[x.Length];
                UnaryKernel.Reference.Forward<TFunction, double>(function, inputs[0], y);
                return y;
            });
        }
    };
}
