using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Striate.Versus.Libtorch.Networks;

/// <summary>
/// A network or a part of one in libtorch's layers. Parts bear torchvision's names, by which weights are exchanged. Activations and
/// sums overwrite their inputs, as torchvision's do. Dropout is off on both sides of every case; here its places are empty.
/// </summary>
/// <param name="name">A name for the log.</param>
internal abstract class Block(string name) : Module<Tensor, Tensor>(name)
{
    /// <summary>Registers a part.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="part">The part.</param>
    protected Module<Tensor, Tensor> Add(string name, Module<Tensor, Tensor> part)
    {
        register_module(name, part);
        return part;
    }
}
