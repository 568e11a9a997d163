using Striate.Kernels;
using Striate.Kernels.Elementwise;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class AddTests
{
    [Fact]
    public void Add_BothLayouts_GradientsEqualFiniteDifferences()
    {
        Run([Random([2, 3], 1), Random([2, 3], 2)], inputs => Ops.Add(inputs[0], inputs[1]), Sum);
        Run([Random([2, 3, 2, 2], 1), Random([2, 3, 2, 2], 2)], inputs => Ops.Add(inputs[0], inputs[1]), Sum);

        static double[] Sum(double[][] inputs)
        {
            var y = new double[inputs[0].Length];
            EpilogueKernel.Reference.Run<double>(1, inputs[0], [], [], inputs[1], Activation.None, y);
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
    public void Add_ShapesThatDoNotBroadcast_SaysBoth()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.Add(Tensor.Zeros([2, 3]), Tensor.Zeros([3, 2])));
        Assert.Equal("Add: [2, 3] and [3, 2] do not broadcast. Counted from the last axis, sizes must be equal or 1.", error.Message);
    }
}
