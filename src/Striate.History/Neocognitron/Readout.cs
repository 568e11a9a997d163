using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>A layer that learns the names of what a stage tells apart: logistic regression on its C-cells.</summary>
internal sealed class Readout
{
    private const int BatchSize = 100;
    private const double LearningRate = 0.003;

    private readonly Linear _scores;
    private readonly Tensor _mean, _scale;

    private Readout(Linear scores, Tensor mean, Tensor scale) => (_scores, _mean, _scale) = (scores, mean, scale);

    /// <summary>Learns from what a stage says of pictures.</summary>
    /// <param name="said">Shape [N, cells].</param>
    /// <param name="labels">N classes.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="epochs">Passes.</param>
    /// <param name="seed">Decides first weights and order.</param>
    /// <param name="tell">Is told how much is done.</param>
    public static Readout Learn(Tensor said, int[] labels, int classes, int epochs, ulong seed, Action<double> tell)
    {
        var scores = new Linear(said.Shape[1], classes);
        scores.Initialize(seed);
        Readout readout;
        using (var scope = new Scope())
        {
            var mean = Ops.Mean(said, [0], keepDims: true);

            // Cells that never say anything stay at 0.
            var scale = 1 / (Ops.Sqrt(Ops.Mean(Ops.Square(said - mean), [0], keepDims: true)) + 1e-3);
            readout = new Readout(scores, mean.Clone().Keep(), scale.Clone().Keep());
        }

        Rows.Learn(
            new Adam(scores, LearningRate, weightDecay: 1e-4), said.Shape[0], BatchSize, epochs, seed,
            places => Ops.CrossEntropy(readout.Scores(Rows.Of(said, places)), Array.ConvertAll(places, place => labels[place])), tell);
        return readout;
    }

    /// <summary>The share of pictures that are taken for another class.</summary>
    public double ErrorOf(Tensor said, int[] labels) => Rows.ErrorOf(Scores, said, labels);

    private Tensor Scores(Tensor said) => _scores.Forward((said - _mean) * _scale);
}
