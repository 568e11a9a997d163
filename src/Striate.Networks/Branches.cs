using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Modules side by side on the same input, their outputs' channels put one after another. Szegedy et al., arXiv:1409.4842.</summary>
public sealed class Branches : Module
{
    /// <summary>Builds the block.</summary>
    /// <param name="branches">The branches; their outputs have equal heights and widths.</param>
    public Branches(params ReadOnlySpan<Module> branches)
    {
        foreach (var branch in branches)
        {
            Add(Children.Count.ToString(CultureInfo.InvariantCulture), branch);
        }
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.ConcatChannels([.. Children.Select(child => child.Module.Forward(x))]);
}
