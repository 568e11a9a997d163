using Striate.Tensors;

namespace Striate.History.Tests;

/// <summary>The deep belief net: stacking, dreaming, becoming other nets; and its lesson in small.</summary>
public class DeepBeliefNetTests
{
    private static readonly DeepBeliefNetPlan Small = new()
    {
        Layers = [40, 40, 60],
        PretrainingEpochs = 60,
        FineTuningEpochs = 100,
        DreamRounds = 20,
        DeepWidth = 12,
        DeepPretrainingEpochs = 1,
        DeepEpochs = 1,
        CodeLayers = [40, 20, 6],
        CodePretrainingEpochs = 10,
        CodeEpochs = 60,
        ChainHidden = 4,
        ChainEpochs = 2,
    };

    [Fact]
    public void ToClassifier_OfANetWithLabels_ScoresByTheLabelsWeights()
    {
        var net = new DeepBeliefNet([4, 3, 5], labels: 2);
        var scores = net.ToClassifier(2).Forward(Tensor.From([1, 0, 0, 1], [1, 4]));
        var top = net.Layers[1];
        var hidden = net.Layers[0].HiddenMeans(Tensor.From([1, 0, 0, 1], [1, 4])).ToArray();
        var units = top.HiddenMeans(Tensor.From([.. hidden, 0, 0], [1, 5])).ToArray();
        var expected = Enumerable.Range(0, 2).Select(label => Enumerable.Range(0, 5).Sum(unit => units[unit] * top.Weight.Value[unit, 3 + label]));
        Assert.Equal(expected, scores.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void ToAutoencoder_OfAMachine_SaysWhatTheMachineSays()
    {
        var net = new DeepBeliefNet([6, 4]);
        var x = Tensor.From([1, 0, 1, 1, 0, 0], [1, 6]);
        var said = net.Layers[0].VisibleMeans(net.Layers[0].HiddenMeans(x)).ToArray();
        Assert.Equal(said, net.ToAutoencoder().Reconstruct(x).ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Run_WithoutLabelsForANetWithLabels_Fails() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GreedyPretraining().Run(new DeepBeliefNet([4, 3], labels: 2), Tensor.Zeros([5, 4])));

    [Fact]
    public void Dream_OfClassesThatAreOnePicture_IsThatPicture()
    {
        // Class 0 is the left half, class 1 the right one.
        var pictures = Tensor.From([.. Enumerable.Range(0, 200 * 16).Select(i => (i / 16 % 2) == (i % 4 / 2) ? 1f : 0f)], [200, 16]);
        var net = new DeepBeliefNet([16, 12, 24], labels: 2);
        new GreedyPretraining { Epochs = 40, BatchSize = 20, IsTopPersistent = true }.Run(net, pictures, [.. Enumerable.Range(0, 200).Select(i => i % 2)]);
        var dreams = net.Dream([1, 0, 1], 50, seed: 2).ToArray();
        Assert.Equal(dreams, net.Dream([1, 0, 1], 50, seed: 2).ToArray());
        Assert.All(Enumerable.Range(0, 48), i => Assert.Equal((i / 16) == 1 ? 1 - (i % 4 / 2) : i % 4 / 2, dreams[i], 0.4));
    }

    [Fact]
    public void Dream_OfANetWithoutClasses_SaysWhatIsMissing() =>
        Assert.Equal("This net has no units for classes to dream of. Build it with labels.", Assert.Throws<InvalidOperationException>(() => new DeepBeliefNet([4, 3]).Dream([0], 1, 1)).Message);

    [Fact]
    public void Run_OnStrokes_LowersTheErrorOfEveryMachine()
    {
        var data = DigitSet.Of(Strokes.Of(300, 8, seed: 1), 8).Table();
        var (net, before) = (new DeepBeliefNet([64, 30, 20]), new DeepBeliefNet([64, 30, 20]));
        new GreedyPretraining { Epochs = 20, BatchSize = 20 }.Run(net, data);
        Assert.True(net.Layers[0].ReconstructionError(data) < 0.5 * before.Layers[0].ReconstructionError(data));
        var hidden = net.Layers[0].HiddenMeans(data);
        Assert.True(net.Layers[1].ReconstructionError(hidden) < 0.7 * before.Layers[1].ReconstructionError(hidden));
    }

    [Fact]
    public void Run_OfTheLesson_LearnsAndBeatsPrincipalComponents()
    {
        var exhibit = Run();
        Assert.InRange(exhibit.DigitError!.Value, 0, 0.1);
        Assert.Equal(["filters", "dreams", "depth", "codes", "code-error", "divergence"], exhibit.Sections.SelectMany(section => section.Parts).OfType<Reports.PageFigure>().Select(figure => figure.Name));
        Assert.Equal(exhibit.Findings, Run().Findings);
    }

    [Fact]
    public void Run_WhenCancelled_Ends()
    {
        using var cancel = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => new DeepBeliefNetMachine { Plan = Small }.Run(new Lesson
        {
            Pictures = () => (Strokes.Of(60, 28, seed: 1), Strokes.Of(30, 28, seed: 2)),
            Cancel = cancel.Token,
            Tell = (_, _) => cancel.Cancel(),
        }));
    }

    private static Exhibit Run() => new DeepBeliefNetMachine { Plan = Small }.Run(new Lesson { Pictures = () => (Strokes.Of(600, 28, seed: 1), Strokes.Of(60, 28, seed: 2)) });
}
