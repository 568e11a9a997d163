using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// The block of a ConvNeXt: a 7×7 filter for each channel, layer normalisation, and at every place a network of two layers with GELU between
/// them, scaled for each channel and added to the input. Liu et al., arXiv:2201.03545; the scale: Touvron et al., arXiv:2103.17239.
/// </summary>
/// <remarks>Input and output [N, channels, H, W].</remarks>
public sealed class ConvNextBlock : Module
{
    /// <summary>Standard deviation of first weights.</summary>
    internal const double Deviation = 0.02;

    private readonly Sequential _block;
    private readonly Parameter _layerScale;
    private readonly DropPath _dropPath;

    /// <summary>Builds the block.</summary>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="layerScale">First value of the scales.</param>
    /// <param name="dropPath">Probability with which an image passes untouched while the network learns.</param>
    public ConvNextBlock(int channels, double layerScale = 1e-6, double dropPath = 0)
    {
        var conv = new Conv2d(channels, channels, 7, padding: 3, groups: channels);
        conv.Weight.Initializer = Initializer.Normal(Deviation);
        conv.Bias!.Initializer = Initializer.Zeros;

        // The numbers are torchvision's, which has changes of layout between the layers.
        _block = Add("block", new Sequential
        {
            { "0", conv },
            { "2", new LayerNorm2d(channels, epsilon: 1e-6) },
            { "3", new PointwiseLinear(channels, 4 * channels) },
            { "4", new Gelu() },
            { "5", new PointwiseLinear(4 * channels, channels) },
        });
        _layerScale = AddParameter("layer_scale", new Parameter([channels, 1, 1], new ConstantInitializer((float)layerScale)));
        _dropPath = Add("stochastic_depth", new DropPath(dropPath));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Add(x, _dropPath.Forward(Ops.Multiply(_block.Forward(x), _layerScale)));

    // A fully connected layer over the channels at every place: a 1×1 convolution with the weights [outChannels, inChannels] of a fully connected layer.
    private sealed class PointwiseLinear : Module
    {
        private readonly Parameter _weight, _bias;

        public PointwiseLinear(int inChannels, int outChannels)
        {
            _weight = AddParameter("weight", new Parameter([outChannels, inChannels], Initializer.Normal(Deviation)));
            _bias = AddParameter("bias", new Parameter([outChannels], Initializer.Zeros));
        }

        public override string Description => $"PointwiseLinear {_weight.Shape[1]} → {_weight.Shape[0]}";

        protected override Tensor ForwardCore(Tensor x) => Ops.Conv2d(x, Ops.Reshape(_weight, [.. _weight.Shape, 1, 1]), _bias);
    }
}
