using Striate.Versus.Libtorch;
using TorchSharp;

namespace Striate.Versus.Contenders;

/// <summary>A network of libtorch at use, without gradients.</summary>
/// <param name="pair">The network.</param>
/// <param name="batch">Images at once.</param>
/// <param name="format">The order of images and filters in memory.</param>
internal sealed class LibtorchInference(NetworkPair pair, int batch, MemoryFormat format) : IContender
{
    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> _network = pair.BuildLibtorch(training: false, format);
    private readonly torch.Tensor _images = pair.Images(batch).ToLibtorch(format);

    public void Run()
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode();
        _network.forward(_images);
    }

    public IReadOnlyList<Result> Results()
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode();
        return [new("scores", Exchange.ToArray(_network.forward(_images)))];
    }

    public void Dispose()
    {
        _network.Dispose();
        _images.Dispose();
    }
}
