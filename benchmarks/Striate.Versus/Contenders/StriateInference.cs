using Striate.Networks;
using Striate.Tensors;

namespace Striate.Versus.Contenders;

/// <summary>A network of Striate at use.</summary>
/// <param name="pair">The network.</param>
/// <param name="batch">Images at once.</param>
internal sealed class StriateInference(NetworkPair pair, int batch) : IContender
{
    private readonly Module _network = pair.BuildStriate(training: false);
    private readonly Tensor _images = pair.Images(batch).ToStriate();

    public void Run()
    {
        using var scope = new Scope();
        _network.Forward(_images);
    }

    public IReadOnlyList<Result> Results()
    {
        using var scope = new Scope();
        return [new("scores", _network.Forward(_images).ToArray())];
    }

    public void Dispose()
    {
    }
}
