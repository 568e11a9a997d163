using Striate.Kernels;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Reduce;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class ElementwiseTests
{
    private delegate void Forward(ReadOnlySpan<double> x, Span<double> y);

    [Fact]
    public void Relu_Gradient_EqualsFiniteDifferences() => Check(Ops.Relu, ReluKernel.Reference.Forward);

    [Fact]
    public void Tanh_Gradient_EqualsFiniteDifferences() => Check(Ops.Tanh, TanhKernel.Reference.Forward);

    [Fact]
    public void Sigmoid_Gradient_EqualsFiniteDifferences() => Check(Ops.Sigmoid, SigmoidKernel.Reference.Forward);

    [Fact]
    public void Softmax_Gradient_EqualsFiniteDifferences() => Check(Ops.Softmax, (x, y) => SoftmaxKernel.Reference.Forward(x.Length / 3, 3, x, y));

    [Fact]
    public void Softmax_ThreeAxes_SaysWhatItTakes()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.Softmax(Tensor.Zeros([2, 3, 4])));
        Assert.Equal("input [2, 3, 4] has 3 axes, expected [N, C] or [N, C, H, W].", error.Message);
    }

    [Fact]
    public void Dropout_OnATape_GradientEqualsFiniteDifferences()
    {
        var settings = default(DropoutSettings);
        Run(
            [Random([2, 3, 4, 4], 1)],
            inputs =>
            {
                var y = Ops.Dropout(inputs[0], 0.4);
                settings = (DropoutSettings)Tape.Current!.Operations[^1].Attributes!;
                Assert.InRange(y.Span.ToArray().Count(value => value == 0), 20, 60);
                return y;
            },
            inputs =>
            {
                var y = new double[inputs[0].Length];
                DropoutKernel.Reference.Run<double>(settings, inputs[0], y);
                return y;
            });
    }

    [Fact]
    public void Dropout_WithoutATape_ReturnsItsInput()
    {
        var x = Tensor.Full([3], 2);
        Assert.Same(x, Ops.Dropout(x, 0.5));
        using var scope = new Scope();
        Assert.Same(x, Ops.Dropout(x, 0.5));
    }

    [Fact]
    public void Dropout_SameSeed_SameNumbersFall()
    {
        Assert.Equal(Draw(5), Draw(5));
        Assert.NotEqual(Draw(5), Draw(6));

        static float[] Draw(ulong seed)
        {
            using var tape = new Tape(seed);
            var once = Ops.Dropout(Tensor.Full([100], 1), 0.5).ToArray();
            var again = Ops.Dropout(Tensor.Full([100], 1), 0.5).ToArray();
            Assert.NotEqual(once, again);
            return [.. once, .. again];
        }
    }

    [Fact]
    public void Add_BothLayouts_GradientsEqualFiniteDifferences()
    {
        Run([Random([2, 3], 1), Random([2, 3], 2)], inputs => Ops.Add(inputs[0], inputs[1]), Sum);
        Run([Random([2, 3, 2, 2], 1), Random([2, 3, 2, 2], 2)], inputs => Ops.Add(inputs[0], inputs[1]), Sum);

        static double[] Sum(double[][] inputs)
        {
            var y = new double[inputs[0].Length];
            AddKernel.Reference.Forward<double>(inputs[0], inputs[1], y);
            return y;
        }
    }

    [Fact]
    public void Add_DifferentLayouts_AddsWhatBelongsTogether()
    {
        var a = Random([2, 3, 2, 2], 1);
        var b = Tensor.From(Random([2, 3, 2, 2], 2).ToArray(), a.Shape);
        a.RequiresGrad = b.RequiresGrad = true;
        using var tape = new Tape();
        var y = Ops.Add(a, b);
        Assert.Equal(a[1, 2, 0, 1] + b[1, 2, 0, 1], y[1, 2, 0, 1]);
        WeightedSum(y, Numbers(y.Length, 3)).Backward();
        Assert.Equal(a.Grad!.ToArray(), b.Grad!.ToArray());
    }

    [Fact]
    public void Add_OtherShape_SaysBoth()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.Add(Tensor.Zeros([2, 3]), Tensor.Zeros([3, 2])));
        Assert.Equal("[2, 3] + [3, 2]: both must have the same shape.", error.Message);
    }

    private static void Check(Func<Tensor, Tensor> operation, Forward reference)
    {
        foreach (var x in new[] { Random([2, 3, 3, 2], 1, 3), Random([5, 3], 2, 3) })
        {
            Run([x], inputs => operation(inputs[0]), inputs =>
            {
                var y = new double[x.Length];
                reference(inputs[0], y);
                return y;
            });
        }
    }
}
