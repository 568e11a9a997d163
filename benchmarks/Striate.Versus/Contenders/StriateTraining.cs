using Striate.Networks;
using Striate.Tensors;

namespace Striate.Versus.Contenders;

/// <summary>A network of Striate that learns, always from the same batch.</summary>
internal sealed class StriateTraining : IContender
{
    /// <summary>Step size of both sides.</summary>
    public const double LearningRate = 0.01;

    /// <summary>Momentum of both sides.</summary>
    public const double Momentum = 0.9;

    private readonly Module _network;
    private readonly CrossEntropyLoss _loss = new();
    private readonly Sgd _optimizer;
    private readonly Tensor _images;
    private readonly int[] _labels;

    /// <summary>Builds the network.</summary>
    /// <param name="pair">Which.</param>
    /// <param name="batch">Images of a step.</param>
    public StriateTraining(NetworkPair pair, int batch)
    {
        _network = pair.BuildStriate(training: true);
        _optimizer = new Sgd(_network, LearningRate, Momentum);
        (_images, _labels) = (pair.Images(batch).ToStriate(), pair.Labels(batch));
    }

    public void Run() => Step();

    public IReadOnlyList<Result> Results() =>
        TrainingCheck.Run(Step, () => _network.Parameters().Select(p => (p.Name, p.Parameter.Value.ToArray())));

    public void Dispose()
    {
    }

    private float Step()
    {
        using var tape = new Tape(seed: 1);
        var loss = _loss.Of(_network.Forward(_images), _labels);
        loss.Backward();
        _optimizer.Step();
        return loss.Item();
    }
}
