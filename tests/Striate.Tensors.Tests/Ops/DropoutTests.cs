using Striate.Kernels.Elementwise;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class DropoutTests
{
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
}
