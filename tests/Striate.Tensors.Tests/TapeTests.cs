using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Norm;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class TapeTests
{
    [Fact]
    public void Backward_TensorUsedTwice_AddsItsGradients()
    {
        var x = Parameter([1, -2]);
        using var tape = new Tape();
        Sum(Ops.Add(Ops.Add(x, x), Ops.Relu(x))).Backward();
        Assert.Equal([3, 2], x.Grad!.ToArray());
    }

    [Fact]
    public void Backward_TwoPasses_AddUpUntilCleared()
    {
        var x = Parameter([1, 2]);
        for (var pass = 1; pass <= 3; pass++)
        {
            using var tape = new Tape();
            Sum(Ops.Add(x, x)).Backward();
            Assert.Equal(2 * pass, x.Grad!.Span[0]);
        }

        x.ClearGrad();
        Assert.Null(x.Grad);
        using var last = new Tape();
        Sum(Ops.Relu(x)).Backward();
        Assert.Equal([1, 1], x.Grad!.ToArray());
    }

    [Fact]
    public void Grad_OfAParameter_OutlivesTheTape()
    {
        var x = Parameter(new float[3000]);
        using (new Tape())
        {
            Sum(Ops.Add(x, x)).Backward();
        }

        using var next = new Tape();
        Tensor.Full([3000], 7);
        Assert.All(x.Grad!.ToArray(), value => Assert.Equal(2, value));
    }

    [Fact]
    public void Record_PlainScopeInside_RecordsNothing()
    {
        var x = Parameter([1]);
        using var tape = new Tape();
        using (new Scope())
        {
            Assert.Null(Tape.Current);
            Assert.False(Ops.Relu(x).RequiresGrad);
        }

        Assert.Same(tape, Tape.Current);
        Assert.Empty(tape.Operations);
    }

    [Fact]
    public void Record_Operations_KeepTheirNamesInputsAndSettings()
    {
        var (x, gamma, beta) = (Tensor.Zeros([2, 3, 4, 4], Layout.ChannelsLast), Parameter(new float[3]), Parameter(new float[3]));
        using var tape = new Tape { Layer = "here" };
        var y = Ops.BatchNorm(x, gamma, beta, Tensor.Zeros([3]), Tensor.Full([3], 1), training: false, momentum: 0.2, epsilon: 1e-3);
        tape.Layer = null;
        var z = Ops.MaxPool2d(y, 2);
        Assert.Equal(["BatchNorm", "MaxPool2d"], tape.Operations.Select(operation => operation.Name));
        Assert.Equal(["here", null], tape.Operations.Select(operation => operation.Layer));
        Assert.Equal(new BatchNormSettings(false, 0.2, 1e-3), tape.Operations[0].Attributes);
        Assert.Equal(2, Assert.IsType<IGeometry>(tape.Operations[1].Attributes, exactMatch: false).Window!.Value.Rows.Stride);
        Assert.Same(x, tape.Operations[0].Inputs[0]);
        Assert.Same(z, tape.Operations[1].Output);
    }

    [Fact]
    public void Backward_InputWithoutRequiresGrad_CostsNoWork()
    {
        var (data, parameter) = (Tensor.Full([2], 1), Parameter([1, 2]));
        var worked = new List<string>();
        using var tape = new Tape();
        var y = Tape.Record("Probe", [data, parameter], Tensor.Full([], 1), null, _ =>
        {
            data.ReceiveGrad(_ => worked.Add("data"));
            parameter.ReceiveGrad(gradient =>
            {
                gradient.Clear();
                worked.Add("parameter");
            });
        });
        y.Backward();
        Assert.Equal(["parameter"], worked);
        Assert.Null(data.Grad);
    }

    [Fact]
    public void Backward_BranchThatTheLossDoesNotUse_IsLeftOut()
    {
        var (used, unused) = (Parameter([1]), Parameter([1]));
        using var tape = new Tape();
        Ops.Tanh(unused);
        Sum(Ops.Relu(used)).Backward();
        Assert.NotNull(used.Grad);
        Assert.Null(unused.Grad);
    }

    [Fact]
    public void Backward_GradientGiven_StartsFromIt()
    {
        var x = Parameter([1, -2, 3, -4]);
        var gradient = Tensor.From([1, 2, 3, 4], [4]);
        using var tape = new Tape();
        var y = Ops.Relu(Ops.Add(x, x));
        Ops.Tanh(y);
        y.Backward(gradient);
        Assert.Equal([2, 0, 6, 0], x.Grad!.ToArray());
        Assert.Equal([1, 2, 3, 4], gradient.ToArray());
        Assert.Null(y.Grad);
    }

    [Fact]
    public void Backward_GradientGiven_StaysAsItWas()
    {
        var x = Parameter([1, -2, 3]);
        var gradient = Tensor.From([4, 5, 6], [3]);
        using var tape = new Tape();
        Ops.Relu(Ops.Relu(Ops.Add(x, x))).Backward(gradient);
        Assert.Equal([4, 5, 6], gradient.ToArray());
        Assert.Equal([8, 0, 12], x.Grad!.ToArray());
    }

    [Fact]
    public void Backward_GradientInTheOtherOrder_IsReordered()
    {
        var x = Tensor.Zeros([1, 2, 1, 2], Layout.ChannelsLast);
        x.RequiresGrad = true;
        using var tape = new Tape();
        Ops.Add(x, x).Backward(Tensor.From([1, 2, 3, 4], x.Shape));
        Assert.Equal([2, 4, 6, 8], x.Grad!.ToArray());
    }

    [Fact]
    public void Backward_GradientOfAnotherShape_SaysBoth()
    {
        using var tape = new Tape();
        Assert.Equal(
            "Backward: the gradient is [3], the tensor [2]; both must have the same shape.",
            Assert.Throws<ShapeException>(() => Ops.Relu(Parameter([1, 2])).Backward(Tensor.Zeros([3]))).Message);
    }

    [Fact]
    public void Backward_GradientForWhatWasNotRecorded_SaysWhatToOpen() => Assert.Equal(
        "Backward: this tensor was not recorded. Open 'using var tape = new Tape();' before the forward pass, and compute it from parameters.",
        Assert.Throws<InvalidOperationException>(() => Parameter([1, 2]).Backward(Tensor.Zeros([2]))).Message);

    [Fact]
    public void Backward_NotRecorded_SaysWhatToOpen() => Assert.Equal(
        "Backward: this number was not recorded. Open 'using var tape = new Tape();' before the forward pass, and compute it from parameters.",
        Assert.Throws<InvalidOperationException>(() => Sum(Ops.Relu(Parameter([1]))).Backward()).Message);

    [Fact]
    public void Backward_ManyNumbers_SaysTheShape()
    {
        using var tape = new Tape();
        Assert.Equal(
            "Backward starts from a single number, such as a loss; this is a tensor [2].",
            Assert.Throws<InvalidOperationException>(() => Ops.Relu(Parameter([1, 2])).Backward()).Message);
    }

    [Fact]
    public void Backward_NothingRequiresAGradient_SaysSo()
    {
        using var tape = new Tape();
        Assert.Equal(
            "Backward: nothing that this number was computed from requires a gradient.",
            Assert.Throws<InvalidOperationException>(() => Ops.Relu(Tensor.Zeros([1])).Backward()).Message);
    }

    [Fact]
    public void TryFindNonFinite_Overflow_FindsTheFirstOperation()
    {
        using var tape = new Tape();
        var small = Ops.Relu(Tensor.Full([1, 2], 1e30f));
        Assert.False(tape.TryFindNonFinite(out var none));
        Assert.Null(none);
        Ops.Softmax(Ops.Linear(small, Tensor.Full([3, 2], 1e30f)));
        Assert.True(tape.TryFindNonFinite(out var operation));
        Assert.Equal("Linear", operation.Name);
    }

    [Fact]
    public void NextKey_SeedAndOrder_DecideIt()
    {
        using var first = new Tape(5);
        var keys = new[] { first.NextKey(), first.NextKey() };
        using var second = new Tape(5);
        Assert.Equal(keys, new[] { second.NextKey(), second.NextKey() });
        Assert.NotEqual(keys[0], keys[1]);
    }

    [Fact]
    public void Backward_WholeNetwork_SameBitsAtAnyNumberOfThreads()
    {
        var before = Kernels.Threading.Workers.Count;
        try
        {
            var runs = new[] { 1, 2, 7 }.Select(threads =>
            {
                Kernels.Threading.Workers.Count = threads;
                return Step();
            }).ToList();
            Assert.Equal(runs[0], runs[1]);
            Assert.Equal(runs[0], runs[2]);
        }
        finally
        {
            Kernels.Threading.Workers.Count = before;
        }

        static float[] Step()
        {
            var x = Tensor.Normal([32, 3, 16, 16], new Rng(1), Layout.ChannelsLast);
            var w = Tensor.Normal([16, 3, 3, 3], new Rng(2), Layout.ChannelsLast);
            var (gamma, beta) = (Tensor.Full([16], 1), Tensor.Zeros([16]));
            var last = Tensor.Normal([10, 16 * 8 * 8], new Rng(3));
            Tensor[] parameters = [w, gamma, beta, last];
            foreach (var parameter in parameters)
            {
                parameter.RequiresGrad = true;
            }

            using var tape = new Tape(4);
            var y = Ops.BatchNorm(Ops.Conv2d(x, w, padding: new Padding2d(1, 1, 1, 1)), gamma, beta, Tensor.Zeros([16]), Tensor.Full([16], 1), training: true);
            y = Ops.Flatten(Ops.MaxPool2d(Ops.LocalResponseNorm(Ops.Relu(y), 5), 2));
            var labels = Enumerable.Range(0, 32).Select(i => i % 10).ToArray();
            Ops.CrossEntropy(Ops.Linear(Ops.Dropout(y, 0.5), last), labels).Backward();
            return [.. parameters.SelectMany(parameter => parameter.Grad!.ToArray())];
        }
    }

    private static Tensor Parameter(float[] values)
    {
        var tensor = Tensor.From(values, [values.Length]);
        tensor.RequiresGrad = true;
        return tensor;
    }

    private static Tensor Sum(Tensor x) => GradientCheck.WeightedSum(x, [.. Enumerable.Repeat(1f, x.Length)]);

    // With a gradient that is kept a convolution and a pooling leave the activation beside them alone.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void KeepsGrad_InTheMiddle_GivesTheGradientOfThatTensor(int place)
    {
        var (x, w) = (Random([2, 3, 8, 8], 1), Random([5, 3, 3, 3], 2));
        w.RequiresGrad = true;
        Tensor kept, values;
        using (new Tape())
        {
            using var fusion = new Fusion();
            var y = Ops.Conv2d(x, w, null, 1, 1);
            y.KeepsGrad = place == 0;
            var activated = Ops.Relu(y);
            activated.KeepsGrad = place == 1;
            var pooled = Ops.MaxPool2d(activated, 2);
            pooled.KeepsGrad = place == 2;
            var loss = Ops.Sum(Ops.Square(pooled));
            Tensor[] steps = [y, activated, pooled];
            values = steps[place].Clone().Keep();
            loss.Backward();
            Assert.Null(steps[(place + 1) % 3].Grad);
            kept = steps[place].Grad!.Clone().Keep();
        }

        using var tape = new Tape();
        values.RequiresGrad = true;
        Ops.Sum(After(values, place)).Backward();
        Assert.Equal(values.Grad!.ToArray(), kept.ToArray());

        static Tensor After(Tensor y, int place) => place switch
        {
            0 => Ops.Square(Ops.MaxPool2d(Ops.Relu(y), 2)),
            1 => Ops.Square(Ops.MaxPool2d(y, 2)),
            _ => Ops.Square(y),
        };
    }
}
