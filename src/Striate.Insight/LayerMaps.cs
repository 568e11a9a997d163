using Striate.Tensors;

namespace Striate.Insight;

/// <summary>What one layer made of one image.</summary>
/// <param name="Path">Full name of the layer.</param>
/// <param name="Description">The layer in a few words, or the operation's name inside a block.</param>
/// <param name="Maps">The maps, shape [1, C, H, W]; a copy that stays valid.</param>
public sealed record LayerMaps(string Path, string Description, Tensor Maps)
{
    /// <summary>How many maps.</summary>
    public int Count => Maps.Shape[1];
}
