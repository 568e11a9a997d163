using Striate.Versus.Libtorch;
using TorchSharp;

namespace Striate.Versus.Contenders;

/// <summary>A network of libtorch that learns, always from the same batch.</summary>
internal sealed class LibtorchTraining : IContender
{
    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> _network;
    private readonly torch.optim.Optimizer _optimizer;
    private readonly torch.Tensor _images, _labels;

    /// <summary>Builds the network.</summary>
    /// <param name="pair">Which.</param>
    /// <param name="batch">Images of a step.</param>
    /// <param name="format">The order of images and filters in memory.</param>
    public LibtorchTraining(NetworkPair pair, int batch, MemoryFormat format)
    {
        _network = pair.BuildLibtorch(training: true, format);
        _optimizer = torch.optim.SGD(_network.parameters(), StriateTraining.LearningRate, StriateTraining.Momentum);
        _images = pair.Images(batch).ToLibtorch(format);
        _labels = torch.tensor(pair.Labels(batch), torch.ScalarType.Int64);
    }

    public void Run() => Step();

    public IReadOnlyList<Result> Results() =>
        TrainingCheck.Run(Step, () => _network.named_parameters().Select(p => (p.name, Exchange.ToArray(p.parameter))));

    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
        _images.Dispose();
        _labels.Dispose();
    }

    private float Step()
    {
        using var scope = torch.NewDisposeScope();
        _optimizer.zero_grad();
        var loss = torch.nn.functional.cross_entropy(_network.forward(_images), _labels);
        loss.backward();
        _optimizer.step();
        return loss.item<float>();
    }
}
