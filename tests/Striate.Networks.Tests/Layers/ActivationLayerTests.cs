using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests.Layers;

public class ActivationLayerTests
{
    private static readonly (Module Layer, string Description, Func<Tensor, Tensor> Operation)[] Layers =
    [
        (new LeakyRelu(0.2), "LeakyRelu 0.2", x => Ops.LeakyRelu(x, 0.2)),
        (new Elu(0.5), "Elu 0.5", x => Ops.Elu(x, 0.5)),
        (new Selu(), "Selu", Ops.Selu),
        (new Celu(0.5), "Celu 0.5", x => Ops.Celu(x, 0.5)),
        (new Silu(), "Silu", Ops.Silu),
        (new HardSwish(), "HardSwish", Ops.HardSwish),
        (new HardSigmoid(), "HardSigmoid", Ops.HardSigmoid),
        (new HardTanh(), "HardTanh", Ops.HardTanh),
        (new Mish(), "Mish", Ops.Mish),
        (new Softplus(2), "Softplus 2", x => Ops.Softplus(x, 2)),
        (new LogSigmoid(), "LogSigmoid", Ops.LogSigmoid),
        (new Softmax(), "Softmax", x => Ops.Softmax(x)),
        (new Softmax(2), "Softmax over axis 2", x => Ops.Softmax(x, 2)),
        (new LogSoftmax(), "LogSoftmax", x => Ops.LogSoftmax(x)),
        (new Maxout(2), "Maxout 2", x => Ops.Maxout(x, 2)),
        (new PRelu(4), "PRelu 4", x => Ops.PRelu(x, Tensor.Full([4], 0.25f))),
    ];

    [Fact]
    public void Forward_EveryLayer_IsItsOperation()
    {
        var x = Tensor.Normal([2, 4, 3, 5], new Rng(1), Layout.ChannelsLast);
        foreach (var (layer, description, operation) in Layers)
        {
            Assert.Equal(description, layer.Description);
            Assert.Equal(operation(x).ToArray(), layer.Forward(x).ToArray());
        }
    }

    [Fact]
    public void Drops_OutsideOfTraining_PassTheirInputOn()
    {
        var x = Tensor.Normal([20, 4, 3, 5], new Rng(1), Layout.ChannelsLast);
        foreach (var layer in new Module[] { new Dropout2d(0.4), new DropPath(0.4), new AlphaDropout(0.4) })
        {
            using var tape = new Tape(1);
            Assert.EndsWith(" 0.4", layer.Description, StringComparison.Ordinal);
            Assert.NotEqual(x.ToArray(), layer.Forward(x).ToArray());
            Assert.Same(x, layer.Eval().Forward(x));
        }

        Assert.StartsWith(
            "DropPath: p is 1, expected a probability from 0 to below 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new DropPath(1)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void PRelu_ItsSlopes_AreAParameterThatLearns()
    {
        var layer = new PRelu(3);
        Assert.Equal(["weight"], layer.Parameters().Select(p => p.Name));
        using var tape = new Tape();
        Ops.Sum(layer.Forward(Tensor.Full([2, 3, 2, 2], -1, Layout.ChannelsLast))).Backward();
        Assert.Equal([-8, -8, -8], layer.Weight.Grad!.ToArray());
        Assert.Equal(
            "PRelu 3: input [2, 4, 2, 2] has 4 channels, expected 3. Check the layer before, or build it with channels: 4.",
            Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Zeros([2, 4, 2, 2]))).Message);
    }
}
