using Striate.Tensors;

namespace Striate.Networks.Tests;

public class AuxiliaryHeadTests
{
    private readonly Linear _first = new(4, 3), _inner = new(3, 2), _last = new(3, 2);
    private readonly Sequential _net;
    private readonly Tensor _x = Tensor.From([1, 2, 3, 4, 2, 1, 0, -1], [2, 4]);

    public AuxiliaryHeadTests() => _net = new Sequential(_first, new AuxiliaryHead(0.3) { _inner }, _last);

    [Fact]
    public void Forward_Learning_HandsOnItsInputAndGivesScores()
    {
        using var tape = new Tape();
        var scores = _net.Forward(_x);
        var side = Assert.Single(tape.SideOutputs);
        Assert.Equal(0.3, side.Weight);
        Assert.Equal(_inner.Forward(_first.Forward(_x)).ToArray(), side.Output.ToArray());
        Assert.Equal(_last.Forward(_first.Forward(_x)).ToArray(), scores.ToArray());
    }

    [Fact]
    public void Forward_InUse_ComputesNothing()
    {
        using var tape = new Tape();
        _net.Eval().Forward(_x);
        Assert.Empty(tape.SideOutputs);
        Assert.DoesNotContain(tape.Operations, operation => operation.Layer == _inner);
    }

    [Fact]
    public void Parameters_OfItsModules_AreNamedWithIt() =>
        Assert.Equal(["0.weight", "0.bias", "1.0.weight", "1.0.bias", "2.weight", "2.bias"], _net.Parameters().Select(p => p.Name));

    [Fact]
    public void Description_Weight_IsInIt() => Assert.Equal("1 (AuxiliaryHead of weight 0.3)", _net[1].ToString());

    [Fact]
    public void OfAll_LossOfScores_IsThatOfAllInTheirWeights()
    {
        var loss = new CrossEntropyLoss();
        using var tape = new Tape();
        var scores = _net.Forward(_x);
        var (main, aux) = (loss.Of(scores, [0, 1]).Item(), loss.Of(tape.SideOutputs[0].Output, [0, 1]).Item());
        Assert.Equal(main + (0.3 * aux), loss.OfAll(scores, [0, 1]).Item(), 1e-6);
    }

    [Fact]
    public void OfAll_Backward_ReachesTheHeadInItsWeight()
    {
        var loss = new CrossEntropyLoss();
        var alone = Gradient(() => loss.Of(_inner.Forward(_first.Forward(_x)), [0, 1]));
        var within = Gradient(() => loss.OfAll(_net.Forward(_x), [0, 1]));
        Assert.All(alone.Zip(within), pair => Assert.Equal(0.3 * pair.First, pair.Second, 1e-6));

        float[] Gradient(Func<Tensor> compute)
        {
            using var tape = new Tape();
            compute().Backward();
            var gradient = _inner.Weight.Grad!.ToArray();
            _inner.Weight.Value.ClearGrad();
            return gradient;
        }
    }

    [Fact]
    public void OfAll_WithoutATape_IsThatOfTheScores() => Assert.Equal(
        new CrossEntropyLoss().Of(_net.Forward(_x), [0, 1]).Item(), new CrossEntropyLoss().OfAll(_net.Forward(_x), [0, 1]).Item());
}
