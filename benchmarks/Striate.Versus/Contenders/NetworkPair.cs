using Striate.Networks;
using Striate.Tensors;
using Striate.Versus.Libtorch;
using TorchSharp;
using TorchSharp.Modules;
using PeerModule = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace Striate.Versus.Contenders;

/// <summary>One network, built by both sides with the same names and weights.</summary>
/// <param name="Name">Such as "resnet18".</param>
/// <param name="Input">Shape of one image, [C, H, W].</param>
/// <param name="Classes">Scores that it gives.</param>
/// <param name="Striate">Builds Striate's.</param>
/// <param name="Libtorch">Builds libtorch's.</param>
internal sealed record NetworkPair(string Name, Shape Input, int Classes, Func<Module> Striate, Func<PeerModule> Libtorch)
{
    private const ulong Seed = 1;

    /// <summary>Images for both sides.</summary>
    public Operand Images(int batch) => new("images", [batch, .. Input]);

    /// <summary>Labels for both sides.</summary>
    public int[] Labels(int batch) => [.. Enumerable.Range(0, batch).Select(image => image * 37 % Classes)];

    /// <summary>Striate's network. Dropout is off even in training: both sides could not draw the same numbers.</summary>
    /// <param name="training">Whether it is to learn.</param>
    public Module BuildStriate(bool training)
    {
        var network = Striate();
        network.Initialize(Seed);
        if (!training)
        {
            return network.Eval();
        }

        foreach (var dropout in network.Modules().OfType<Striate.Networks.Dropout>())
        {
            dropout.Eval();
        }

        return network;
    }

    /// <summary>Libtorch's network with the weights of Striate's.</summary>
    /// <param name="training">Whether it is to learn.</param>
    /// <param name="format">The order of images and filters in memory.</param>
    public PeerModule BuildLibtorch(bool training, MemoryFormat format)
    {
        var network = Libtorch();
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var weights = network.state_dict();
        var names = new HashSet<string>(weights.Keys.Where(name => !name.EndsWith("num_batches_tracked", StringComparison.Ordinal)));
        foreach (var (name, tensor) in Weights.Of(BuildStriate(training)))
        {
            if (!names.Remove(name))
            {
                throw new InvalidOperationException($"{Name}: libtorch's network has no weights '{name}'.");
            }

            weights[name].copy_(Exchange.ToTorch(tensor.ToArray(), tensor.Shape, MemoryFormat.Contiguous));
        }

        if (names.Count > 0)
        {
            throw new InvalidOperationException($"{Name}: Striate's network has no weights '{names.First()}'.");
        }

        foreach (var convolution in network.modules().OfType<TorchSharp.Modules.Conv2d>())
        {
            convolution.weight = new TorchSharp.Modules.Parameter(Exchange.InFormat(convolution.weight!, format).MoveToOuterDisposeScope());
        }

        network.train(training);
        return network;
    }
}
