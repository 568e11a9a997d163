using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>An image that is learned, as the only parameter of a network, so that optimisers can change it.</summary>
internal sealed class StylePixels : Module
{
    public StylePixels(Tensor image)
    {
        Image = AddParameter("image", new Parameter(image.Shape, Initializer.Zeros, Layout.ChannelsLast));
        Image.Load(image.CopyTo);
    }

    /// <summary>Shape [1, C, H, W].</summary>
    public Parameter Image { get; }

    protected override Tensor ForwardCore(Tensor x) => Image;
}
