using Striate.Data;
using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;
using Striate.Kernels.Shaping;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>
/// A network that paints in one style, in one pass. Johnson, Alahi and Fei-Fei, arXiv:1603.08155; with instance normalisation (Ulyanov, Vedaldi and
/// Lempitsky, arXiv:1607.08022) and enlarging before convolutions, which leaves no chequered pattern (Odena et al., Distill 2016).
/// </summary>
/// <remarks>Input and output [N, 3, H, W], numbers from 0 to 1, of any size from 16 × 16. 9 × 9 convolution, two halvings, residual blocks, two
/// doublings, 9 × 9 convolution: n(x), in y = σ(n(x) + 4·(x − ½)). n is 0 at first, so that the picture itself is where learning begins.</remarks>
public sealed class StyleNet : Module
{
    private const int LeastSide = 16;

    private const string FirstWeights = "layers.0.conv.weight";

    // One over the slope of σ at 0, so that grey pixels come back as they are where nothing is changed.
    private const double AtHalf = 4;

    private readonly Sequential _layers;

    /// <summary>Builds the network.</summary>
    /// <param name="width">Filters at the image's size, twice as many after each halving: 32 in the paper.</param>
    /// <param name="blocks">Residual blocks, 5 in the paper.</param>
    public StyleNet(int width = 32, int blocks = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        _layers = Add("layers", new Sequential
        {
            new StyleNetLayer(3, width, 9), new StyleNetLayer(width, 2 * width, 3, stride: 2), new StyleNetLayer(2 * width, 4 * width, 3, stride: 2),
        });
        for (var i = 0; i < blocks; i++)
        {
            _layers.Add(new StyleNetBlock(4 * width));
        }

        _layers.Add(new StyleNetLayer(4 * width, 2 * width, 3, enlarge: true));
        _layers.Add(new StyleNetLayer(2 * width, width, 3, enlarge: true));
        _layers.Add(new StyleNetLayer(width, 3, 9, isLast: true));
    }

    /// <summary>Reads a network that <see cref="Weights.Save"/> stored; its width and depth follow from the weights.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileFormatException">It holds no such network.</exception>
    public static StyleNet Load(string path)
    {
        using var file = WeightsFile.Open(path);
        var first = file.Tensors.FirstOrDefault(tensor => tensor.Name == FirstWeights);
        var blocks = file.Tensors.Count(tensor => tensor.Name.EndsWith(".first.conv.weight", StringComparison.Ordinal));
        if (first is not { Shape: { Rank: 4 } shape } || blocks == 0)
        {
            throw new FileFormatException(path, "holds no network that paints", "Make one with 'striate style-net train'");
        }

        var network = new StyleNet(shape[0], blocks);
        Weights.Load(network, path);
        network.Eval();
        return network;
    }

    /// <summary>Paints a picture.</summary>
    /// <param name="picture">H x W x 3.</param>
    /// <returns>The same size.</returns>
    /// <exception cref="ArgumentException">It has less than 16 pixels on a side, or other channels.</exception>
    public Picture Paint(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Channels != 3 || Math.Min(picture.Height, picture.Width) < LeastSide)
        {
            throw new ArgumentException(
                $"A picture {picture.Width} wide and {picture.Height} high, of {picture.Channels} channels: a network that paints takes at least {LeastSide} pixels on each side, of 3 channels. Enlarge it, or read it with channels: 3.",
                nameof(picture));
        }

        using var rest = new AtRest(this);
        using var scope = new Scope();
        var image = Tensor.From([1, picture.Channels, picture.Height, picture.Width], Layout.ChannelsLast, y => Normalize.UnitRange.Apply(picture, y));
        return Normalize.UnitRange.ToPicture(Forward(image));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        // Halving rounds up, so that what comes back may be larger.
        var (height, width) = (x.Shape[2], x.Shape[3]);
        var change = Ops.Slice(_layers.Forward(x), .., .., 0..height, 0..width);
        return Ops.Sigmoid(change + (AtHalf * (x - 0.5)));
    }

    /// <summary>Convolution of a mirrored surrounding, instance normalisation and ReLU; the last has the convolution alone.</summary>
    private sealed class StyleNetLayer : Module
    {
        private readonly Conv2d _conv;
        private readonly InstanceNorm2d? _norm;
        private readonly Padding2d _padding;
        private readonly bool _enlarges, _rectifies;

        public StyleNetLayer(int inChannels, int outChannels, int size, int stride = 1, bool enlarge = false, bool isLast = false, bool rectify = true)
        {
            _conv = Add("conv", new Conv2d(inChannels, outChannels, size, stride));
            _norm = isLast ? null : Add("norm", new InstanceNorm2d(outChannels, affine: true));
            if (isLast)
            {
                // What is painted is at first the picture itself.
                _conv.Weight.Initializer = Initializer.Zeros;
            }

            (_padding, _enlarges, _rectifies) = (size / 2, enlarge, rectify && !isLast);
        }

        protected override Tensor ForwardCore(Tensor x)
        {
            x = _enlarges ? Ops.Resize(x, 2.0, ResizeMode.Bilinear) : x;
            x = _conv.Forward(Ops.Pad(x, _padding, PadMode.Reflect));
            x = _norm?.Forward(x) ?? x;
            return _rectifies ? Ops.Relu(x) : x;
        }
    }

    /// <summary>Two layers whose sum with the input is the output.</summary>
    private sealed class StyleNetBlock : Module
    {
        private readonly StyleNetLayer _first, _second;

        public StyleNetBlock(int channels)
        {
            _first = Add("first", new StyleNetLayer(channels, channels, 3));
            _second = Add("second", new StyleNetLayer(channels, channels, 3, rectify: false));
        }

        protected override Tensor ForwardCore(Tensor x) => x + _second.Forward(_first.Forward(x));
    }
}
