using Striate.Data;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Training;

/// <summary>Runs a network without learning.</summary>
public static class Evaluator
{
    /// <summary>Evaluates a network; its mode (learning or not) is as before afterwards.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">Batches, usually neither shuffled nor augmented.</param>
    /// <param name="loss">What <see cref="Evaluation.MeanLoss"/> is to tell of, usually what was made small in training; null for the cross-entropy.</param>
    /// <param name="views">The views of each image that count; null for the image alone.</param>
    /// <exception cref="DivergedException">A score is not finite; the message names the layer.</exception>
    public static Evaluation Run(Module network, DataLoader data, Loss? loss = null, TestViews? views = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        using var rest = new AtRest(network);
        var evaluation = new Evaluation(data.Data.Classes.Count);
        foreach (var batch in data.Epoch(0))
        {
            using var scope = new Scope();
            var scores = FiniteScores(network, batch.Images, views);
            var probabilities = Ops.Softmax(scores);
            for (var i = 0; i < batch.Count; i++)
            {
                var label = batch.Labels.Span[i];
                var cost = loss?.Of(Tensor.From(Row(scores, i), [1, scores.Shape[1]]), [label]).Item();
                evaluation.Add(Row(probabilities, i), label, batch.Indices.Span[i], cost);
            }
        }

        return evaluation;
    }

    /// <summary>What a network takes images for: the softmax of its scores.</summary>
    /// <param name="network">The network, usually not learning (<see cref="Module.Eval"/>).</param>
    /// <param name="images">Shape [N, C, H, W].</param>
    /// <param name="views">The views of each image that count; null for the image alone.</param>
    /// <returns>Probabilities, shape [N, classes].</returns>
    /// <exception cref="DivergedException">A score is not finite; the message names the layer.</exception>
    public static Tensor Predict(Module network, Tensor images, TestViews? views = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Ops.Softmax(FiniteScores(network, images, views));
    }

    private static Tensor FiniteScores(Module network, Tensor images, TestViews? views)
    {
        var scores = (views ?? TestViews.One).Scores(network, images);
        DivergedException.ThrowIfNotFinite(scores, network, images);
        return scores;
    }

    private static ReadOnlySpan<float> Row(Tensor scores, int row) => scores.Span.Slice(row * scores.Shape[1], scores.Shape[1]);
}
