using Striate.Kernels;
using Striate.Networks;
using Striate.Reports;
using Striate.Tensors;

namespace Striate.History;

/// <summary>Contrastive divergence of one round, of ten, and with persistent chains, on a machine so small that the likelihood is known exactly.</summary>
internal static class DivergenceContest
{
    private const int BatchSize = 100;
    private const double LearningRate = 0.02;
    private const int Judged = 1000;

    public static PageSection Run(Tensor train, Tensor test, DeepBeliefNetPlan plan, ulong seed, Stage stage)
    {
        // A likelihood is one of binary units: what is grey becomes black or white.
        using var scope = new Scope();
        var (black, judged) = (Ops.Greater(Rows.First(train, plan.ChainImages), 0.5), Ops.Greater(Rows.First(test, Judged), 0.5));
        var rules = new (string Name, int Rounds, bool IsPersistent)[] { ("CD-1", 1, false), ("CD-10", 10, false), ("persistent, one round", 1, true) };
        var lines = rules.Select((rule, i) => new Line(
            rule.Name, Learn(black, judged, plan, rule.Rounds, rule.IsPersistent, seed, stage.Part((double)i / rules.Length, (i + 1.0) / rules.Length)))).ToList();
        return new PageSection(
            "Three ways to estimate a gradient",
            new PageText(
                $"The gradient of the likelihood asks for samples of what the machine believes, which take forever to draw. Contrastive divergence stops after k rounds "
                + $"of Gibbs sampling from the data; persistent chains go on from where they were a step ago. With {plan.ChainHidden} hidden units all 2^{plan.ChainHidden} states can be gone "
                + "through, so that here the likelihood of the test digits is exact."),
            PageFigure.Of(
                "divergence",
                LinesFigure.Draw(new LinesPanel("Exact log-likelihood", "passes over the data", "nats for one test digit", lines)),
                "Log-likelihood over the passes for three learning rules",
                "Higher is better. A short chain from the data is cheap, but never looks at what the machine believes far from them."));
    }

    private static List<(double X, double Y)> Learn(
        Tensor train, Tensor test, DeepBeliefNetPlan plan, int rounds, bool isPersistent, ulong seed, Stage stage)
    {
        var machine = new RestrictedBoltzmannMachine(train.Shape[1], plan.ChainHidden);
        machine.Initialize(seed);
        var optimizer = new Sgd(machine, LearningRate);
        var rule = new ContrastiveDivergence(machine, optimizer, rounds, isPersistent, seed);
        var points = new List<(double X, double Y)> { (0, ExactLikelihood.MeanLogLikelihood(machine, test)) };
        for (var epoch = 0; epoch < plan.ChainEpochs; epoch++)
        {
            optimizer.LearningRate = LearningRate * (plan.ChainEpochs - epoch) / plan.ChainEpochs;
            foreach (var places in Rows.Batches(train.Shape[0], BatchSize, Rng.Hash(seed, (ulong)epoch)))
            {
                using var scope = new Scope();
                rule.Step(Rows.Of(train, places));
            }

            points.Add((epoch + 1, ExactLikelihood.MeanLogLikelihood(machine, test)));
            stage.Step("three learning rules", (epoch + 1.0) / plan.ChainEpochs);
        }

        return points;
    }
}
