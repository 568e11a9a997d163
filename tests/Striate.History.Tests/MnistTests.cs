using System.Globalization;
using Striate.Data;

namespace Striate.History.Tests;

/// <summary>What the machines make of real digits, in runs short enough for a test; the figures of whole runs stand in docs/history.</summary>
public sealed class MnistTests
{
    [Fact]
    public void Backpropagation_ThreePassesOver20000Digits_TakesFewForAnother() =>
        Assert.InRange(new BackpropagationMachine { Hidden = 100, Epochs = 3, Sweeps = 50 }.Run(LessonOf(20_000)).DigitError!.Value, 0, 0.09);

    [Fact]
    public void LeNet5_OnePassOver10000Digits_TakesFewForAnother()
    {
        var (train, test) = (DigitSet.Of(Mnist.Train(), count: 10_000), DigitSet.Of(Mnist.Test(), count: 1000));
        var net = new OriginalLeNet5();
        new TanhNetTraining(net, new RubbishClassLoss(), [0.0005, 0.0001]) { Batch = 10 }.Run(train, test, new Stage(new Lesson(), 0, 1));
        Assert.InRange(Readings.Of(net, test, new Lesson()).Error, 0, 0.05);
    }

    [Fact]
    public void DepthContest_SameWork_PretrainedIsFarAhead()
    {
        var (train, test) = (DigitSet.Of(Mnist.Train(), count: 3000), DigitSet.Of(Mnist.Test(), count: 1000));
        var plan = new DeepBeliefNetPlan { DeepWidth = 100, DeepImages = 3000, DeepPretrainingEpochs = 6, DeepEpochs = 12 };
        var result = DepthContest.Run(train.Table(), train.Labels, test.Table(), test.Labels, 10, plan, seed: 1, new Stage(new Lesson(), 0, 1));
        Assert.InRange(result.Pretrained, 0, 0.2);
        Assert.All(result.Random, error => Assert.InRange(error, 2 * result.Pretrained, 1));
    }

    [Fact]
    public void CodeContest_SixNumbersOfADigit_AutoencoderIsBelowPrincipalComponents()
    {
        var (train, test) = (DigitSet.Of(Mnist.Train(), count: 4000), DigitSet.Of(Mnist.Test(), count: 500));
        var plan = new DeepBeliefNetPlan { CodeLayers = [200, 100, 6], CodeImages = 4000, CodePretrainingEpochs = 5, CodeEpochs = 25 };
        var result = CodeContest.Run(train.Table(), test.Table(), train.Side, plan, seed: 1, new Stage(new Lesson(), 0, 1));
        Assert.InRange(result.Autoencoder, 0, result.Components);
    }

    [Fact]
    public void Neocognitron_ReadoutOf2000Digits_KnowsMost()
    {
        var plan = new NeocognitronPlan { ReadoutImages = 2000, TestImages = 500, ChangedImages = 100, ShiftedImages = 20 };
        var exhibit = new NeocognitronMachine { Plan = plan }.Run(LessonOf(2000));
        Assert.InRange(exhibit.DigitError!.Value, 0, 0.25);

        // Moved digits, and bent ones: much better known than by their pixels.
        foreach (var finding in exhibit.Findings.Skip(1).Take(2))
        {
            var wrong = finding.Value.Split(" %").Take(2).Select(part => double.Parse(part.Split(' ')[^1], CultureInfo.InvariantCulture)).ToList();
            Assert.InRange(wrong[0], 0, wrong[1] - 5);
        }
    }

    [Fact]
    public void Madaline_EightSweepsOver3000Digits_KnowsMostWithoutGradients() =>
        Assert.InRange(new AdalineMachine { Hidden = 120, Sweeps = 8 }.Run(LessonOf(3000)).DigitError!.Value, 0, 0.25);

    private static Lesson LessonOf(int count) => new() { Pictures = () => (Mnist.Train().Take(count), Mnist.Test().Take(1000)) };
}
