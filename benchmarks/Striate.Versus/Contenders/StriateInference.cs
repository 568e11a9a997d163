using Striate.Networks;
using Striate.Tensors;

namespace Striate.Versus.Contenders;

/// <summary>A network of Striate at use, by a plan for its batches.</summary>
/// <param name="pair">The network.</param>
/// <param name="batch">Images at once.</param>
internal sealed class StriateInference(NetworkPair pair, int batch) : IContender
{
    private readonly InferencePlan _plan = InferencePlan.Of(pair.BuildStriate(training: false), pair.Images(batch).Shape);
    private readonly Tensor _images = pair.Images(batch).ToStriate();

    public void Run() => _plan.Run(_images);

    public IReadOnlyList<Result> Results() => [new("scores", _plan.Run(_images).ToArray())];

    public void Dispose()
    {
    }
}
