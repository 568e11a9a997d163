using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

namespace Striate.History;

/// <summary>Trains a net pass by pass; before each, the curvature is measured anew.</summary>
/// <param name="Net">What learns.</param>
/// <param name="Loss">What is made small.</param>
/// <param name="Rates">η of each pass for a single sample.</param>
internal sealed record TanhNetTraining(TanhNet Net, Loss Loss, IReadOnlyList<double> Rates)
{
    // Appendix C of the paper of 1998.
    private const int CurvatureSamples = 500;

    // So that a run can be followed and ended.
    private const int SamplesOfAStep = 40;

    /// <summary>Samples whose gradients are summed for a step.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Learns.</summary>
    /// <param name="train">What from.</param>
    /// <param name="test">What it is tested on after each pass.</param>
    /// <param name="stage">The part of a lesson that it takes.</param>
    /// <exception cref="ShapeException">There are more classes than digits.</exception>
    public IReadOnlyList<Pass> Run(DigitSet train, DigitSet test, Stage stage)
    {
        if (train.Classes > DigitCodes.Count)
        {
            throw new ShapeException($"the pictures are of {train.Classes} classes, and the net tells {DigitCodes.Count} digits apart. Give it pictures of at most so many classes.");
        }

        var lesson = stage.Lesson;
        Net.Initialize(lesson.Seed);
        var rule = new StochasticDiagonalLevenbergMarquardt(Net, Rates[0]);
        var order = Enumerable.Range(0, train.Count).ToArray();
        var passes = new List<Pass>();
        foreach (var rate in Rates)
        {
            new Rng(Rng.Hash(lesson.Seed, (ulong)passes.Count)).Shuffle(order.AsSpan());
            rule.MeasureCurvature(Net.Input(train.Images(order.AsSpan(0, Math.Min(CurvatureSamples, order.Length)))));
            var (loss, wrong, done) = (0.0, 0, 0);
            foreach (var places in order.Chunk(Batch))
            {
                if (done / SamplesOfAStep != (done + places.Length) / SamplesOfAStep)
                {
                    stage.Step($"pass {passes.Count + 1} of {Rates.Count}", (passes.Count + ((double)done / order.Length)) / Rates.Count);
                }

                // The loss is a mean, and the rule's rate that of a sample.
                rule.LearningRate = rate * places.Length;
                var (batchLoss, batchWrong) = Learn(train, places, rule);
                (loss, wrong, done) = (loss + batchLoss, wrong + batchWrong, done + places.Length);
            }

            passes.Add(new Pass(loss / train.Count, (double)wrong / train.Count, Readings.Of(Net, test, lesson).Error));
        }

        return passes;
    }

    private (double Loss, int Wrong) Learn(DigitSet train, int[] places, StochasticDiagonalLevenbergMarquardt rule)
    {
        using var tape = new Tape(seed: 0);
        var labels = Array.ConvertAll(places, place => train.Labels[place]);
        var scores = Net.Forward(Net.Input(train.Images(places)));
        var loss = Loss.Of(scores, labels);
        loss.Backward();
        rule.Step();
        var classes = scores.Shape[1];
        var wrong = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            wrong += TopK.Best(scores.Span.Slice(i * classes, classes)) == labels[i] ? 0 : 1;
        }

        return (loss.Item() * places.Length, wrong);
    }
}
