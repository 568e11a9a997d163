using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks.Tests;

public class InferencePlanTests
{
    [Fact]
    public void Run_SignalsInEitherOrder_EqualsForward()
    {
        var net = new Sequential(new Conv1d(3, 4, 3, padding: Padding1d.Same), new BatchNorm1d(4), new Relu(), new MaxPool1d(2));
        net.Initialize(1);
        var plan = InferencePlan.Of(net, [2, 3, 8]);
        var rowMajor = Tensor.Normal([2, 3, 8], new Rng(1));
        var expected = net.Eval().Forward(rowMajor).ToArray();
        Assert.Equal(expected, plan.Run(rowMajor).ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(expected, plan.Run(Ops.ToChannelsLast(rowMajor)).ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [InlineData("lenet5", 3)]
    [InlineData("cifar_resnet20", 2)]
    [InlineData("resnet18", 1)]
    [InlineData("digitnet", 1)]
    [InlineData("airbench", 2)]
    [InlineData("mobilenet_v2", 1)]
    [InlineData("squeezenet1_0", 1)]
    [InlineData("googlenet", 1)]
    [InlineData("mnasnet0_5", 1)]
    [InlineData("shufflenet_v2_x0_5", 1)]
    [InlineData("convnext_tiny", 1)]
    [InlineData("mobilenet_v3_small", 1)]
    [InlineData("efficientnet_b0", 1)]
    [InlineData("cifar_densenet100", 2)]
    public void Run_CatalogNetwork_EqualsForward(string name, int n)
    {
        var info = ModelCatalog.Find(name)!;
        var net = info.Build(info.Classes, info.Input);
        net.Initialize(1);
        var images = Tensor.Normal([n, .. info.Input], new Rng(2));
        var plan = InferencePlan.Of(net, images.Shape);
        Assert.True(net.IsTraining);

        var expected = net.Eval().Forward(images).ToArray();
        for (var run = 0; run < 2; run++)
        {
            var actual = plan.Run(images).ToArray();
            var largest = expected.Max(Math.Abs);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First / largest, pair.Second / largest, 1e-4));
        }
    }

    [Fact]
    public void Run_Repeated_AllocatesNothing()
    {
        var plan = InferencePlan.Of(new LeNet5(), [4, 1, 28, 28]);
        for (var run = 0; run < 3; run++)
        {
            plan.Run();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        plan.Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Run_OtherShape_SaysWhichWasPlanned()
    {
        var plan = InferencePlan.Of(new LeNet5(), [4, 1, 28, 28]);
        var error = Assert.Throws<ShapeException>(() => plan.Run(Tensor.Zeros([1, 1, 28, 28])));
        Assert.Equal("images [1, 1, 28, 28], expected [4, 1, 28, 28], for which the plan was made. Make another plan for another shape.", error.Message);
    }
}
