using Striate.Data;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Training;

/// <summary>Runs a network over a data set without learning.</summary>
public static class Evaluator
{
    /// <summary>Evaluates a network; its mode (learning or not) is as before afterwards.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">Batches, usually neither shuffled nor augmented.</param>
    public static Evaluation Run(Module network, DataLoader data)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        var wasTraining = network.IsTraining;
        network.Eval();
        try
        {
            var evaluation = new Evaluation(data.Data.Classes.Count);
            foreach (var batch in data.Epoch(0))
            {
                using var scope = new Scope();
                var scores = network.Forward(batch.Images);
                var probabilities = Ops.Softmax(scores);
                var classes = scores.Shape[1];
                for (var i = 0; i < batch.Count; i++)
                {
                    evaluation.Add(probabilities.Span.Slice(i * classes, classes), batch.Labels.Span[i], batch.Indices.Span[i]);
                }
            }

            return evaluation;
        }
        finally
        {
            if (wasTraining)
            {
                network.Train();
            }
        }
    }
}
