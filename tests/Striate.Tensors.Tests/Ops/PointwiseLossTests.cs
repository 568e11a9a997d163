using Striate.Kernels;
using Striate.Kernels.Reduce;
using static Striate.Kernels.Reduce.PointwiseLossKernel;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class PointwiseLossTests
{
    private static readonly Dictionary<string, (Func<Tensor, Tensor, Tensor> Operation, Func<double, double, double> Term)> Losses = new()
    {
        ["MeanSquared"] = ((x, t) => Ops.MeanSquared(x, t), Reference.Squared),
        ["L1"] = ((x, t) => Ops.L1(x, t), Reference.Absolute),
        ["Huber"] = ((x, t) => Ops.Huber(x, t, 0.5), (x, t) => Reference.Huber(x, t, 0.5)),
        ["SmoothL1"] = ((x, t) => Ops.SmoothL1(x, t, 0.5), (x, t) => 2 * Reference.Huber(x, t, 0.5)),
        ["BinaryCrossEntropy"] = ((x, t) => Ops.BinaryCrossEntropy(x, t, 3), (x, t) => Reference.BinaryCrossEntropy(x, t, 3)),
        ["Focal"] = ((x, t) => Ops.Focal(x, t), (x, t) => Reference.Focal(x, t, 2, 0.25, 0.75)),
    };

    public static TheoryData<string> Names => [.. Losses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void EachLoss_ImagesInBothOrders_GradientsEqualFiniteDifferences(string name)
    {
        var (operation, term) = Losses[name];
        Shape shape = [2, 3, 2, 2];
        var targets = Ops.ToChannelsLast(Tensor.From(Array.ConvertAll(Numbers(shape.Size, 2), value => (value + 1) / 2), shape));
        Run([Random(shape, 1, 2), targets], i => operation(i[0], i[1]), i => [Reference.Forward(term, i[0], i[1], 1.0 / shape.Size)]);

        // A target in the other order is brought to that of the output.
        Assert.Equal(operation(Random(shape, 1, 2), targets).Item(), operation(Random(shape, 1, 2), Ops.ToRowMajor(targets)).Item());
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(2, 3, 2, 2)]
    public void BinaryCrossEntropy_AWeightAClass_GradientsEqualFiniteDifferences(params int[] sizes)
    {
        Shape shape = [.. sizes];
        double[] weights = [0.5, 1, 3];
        Run(
            [Random(shape, 1, 2), Random(shape, 2)],
            i => Ops.BinaryCrossEntropy(i[0], i[1], Tensor.From([0.5f, 1, 3], [3])),

            // In memory the classes lie side by side.
            i => [i[0].Zip(i[1]).Index().Average(p => Reference.BinaryCrossEntropy(p.Item.First, p.Item.Second, weights[p.Index % 3]))]);
    }

    [Fact]
    public void KLDivergence_Gradients_EqualFiniteDifferences() => Run(
        [Random([4, 3], 1), Tensor.From([0.2f, 0.3f, 0.5f, 0.1f, 0.1f, 0.8f, 0.6f, 0.3f, 0.1f, 0.4f, 0.4f, 0.2f], [4, 3])],
        i => Ops.KLDivergence(i[0], i[1]),
        i => [Reference.Forward(Reference.Divergence, i[0], i[1], 0.25)]);

    [Fact]
    public void Sum_OfAnyLoss_IsTheMeanTimesTheNumber()
    {
        var (x, t) = (Random([3, 4], 1), Random([3, 4], 2));
        Assert.Equal(12 * Ops.MeanSquared(x, t).Item(), Ops.MeanSquared(x, t, Reduction.Sum).Item(), 1e-5);
        Assert.Equal(3 * Ops.KLDivergence(x, Ops.Softmax(t)).Item(), Ops.KLDivergence(x, Ops.Softmax(t), Reduction.Sum).Item(), 1e-5);
    }

    [Fact]
    public void Losses_OfShapes_ComputeNothing()
    {
        using var tape = Tape.OfShapes();
        var x = Tensor.From([2, 3], Layout.RowMajor, _ => Assert.Fail("Somebody looked."));
        Assert.Equal(0, Ops.MeanSquared(x, x).Shape.Rank);
    }

    [Fact]
    public void Losses_WrongInput_SaysWhatIsExpected()
    {
        Assert.Equal(
            "outputs [2, 3] and targets [3, 2] must have the same shape. Reshape one to that of the other.",
            Assert.Throws<ShapeException>(() => Ops.L1(Tensor.Zeros([2, 3]), Tensor.Zeros([3, 2]))).Message);
        Assert.Equal(
            "outputs [0, 3] are a batch of nothing: a mean needs at least one number. Leave out empty batches.",
            Assert.Throws<ShapeException>(() => Ops.MeanSquared(Tensor.Zeros([0, 3]), Tensor.Zeros([0, 3]))).Message);
        Assert.Equal(
            "scores [2, 3], targets [2, 3] and positive weights [2], expected [N, C], the same, and [C], with at least one number.",
            Assert.Throws<ShapeException>(() => Ops.BinaryCrossEntropy(Tensor.Zeros([2, 3]), Tensor.Zeros([2, 3]), Tensor.Zeros([2]))).Message);
        Assert.StartsWith(
            "Huber: delta is 0, expected above 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Ops.Huber(Tensor.Zeros([1]), Tensor.Zeros([1]), 0)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Focal: alpha is 2 and gamma 1, expected from 0 to 1 and at least 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Ops.Focal(Tensor.Zeros([1]), Tensor.Zeros([1]), 2, 1)).Message, StringComparison.Ordinal);
    }
}
