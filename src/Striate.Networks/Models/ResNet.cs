using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// ResNet-18, 34, 50, 101 and 152 (He et al., arXiv:1512.03385), with groups ResNeXt (Xie et al., arXiv:1611.05431), with more
/// filters inside the blocks Wide ResNet (Zagoruyko and Komodakis, arXiv:1605.07146).
/// </summary>
/// <remarks>Input [N, inChannels, H, W] of any size (224 in training), output [N, classes].</remarks>
/// <example><code>
/// var resnext = new ResNet(50, groups: 32, widthPerGroup: 4);
/// var wide = new ResNet(50, widthPerGroup: 128);
/// </code></example>
public sealed class ResNet : ResNetFeatures
{
    private readonly GlobalAvgPool2d _avgpool;
    private readonly Linear _fc;

    /// <summary>Builds the network.</summary>
    /// <param name="depth">Layers with weights: 18, 34, 50, 101 or 152.</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="groups">Groups of the 3×3 convolutions, from 50 layers on.</param>
    /// <param name="widthPerGroup">Filters of a group in the first stage, from 50 layers on; each further stage has twice as many.</param>
    /// <exception cref="ArgumentException">Another depth, or one that has no groups and widths.</exception>
    public ResNet(int depth, int classes = 1000, int inChannels = 3, int groups = 1, int widthPerGroup = 64)
        : base(depth, inChannels, groups, widthPerGroup)
    {
        _avgpool = Add("avgpool", new GlobalAvgPool2d());
        _fc = Add("fc", new Linear(OutChannels, classes));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _fc.Forward(Ops.Flatten(_avgpool.Forward(base.ForwardCore(x))));
}
