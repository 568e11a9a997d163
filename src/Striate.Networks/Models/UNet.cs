using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// U-Net, which labels every pixel: four halvings find what is there, four doublings where, and at each size the maps from the way
/// down join those from below. Ronneberger, Fischer and Brox, arXiv:1505.04597; with batch normalisation, and padded, so that the
/// scores are as large as the image.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] with H and W multiples of 16, output [N, classes, H, W]. Parameter names are those of
/// mateuszbuda/brain-segmentation-pytorch at PyTorch Hub (Buda, Saha and Mazurowski, 2019), whose width of 32 is half that of the first paper: 7,763,041 parameters
/// with three channels and one class.</remarks>
public sealed class UNet : Module
{
    private const int Halvings = 4;

    private readonly Sequential[] _encoders = new Sequential[Halvings], _decoders = new Sequential[Halvings];
    private readonly ConvTranspose2d[] _upconvs = new ConvTranspose2d[Halvings];
    private readonly Sequential _bottleneck;
    private readonly MaxPool2d _pool;
    private readonly Conv2d _conv;

    /// <summary>Builds the network.</summary>
    /// <param name="classes">Classes to tell apart at every pixel; 1 for a thing and what surrounds it.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="width">Filters at the image's size, twice as many after each halving: 64 in the paper.</param>
    public UNet(int classes = 1, int inChannels = 3, int width = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var channels = inChannels;
        for (var i = 0; i < Halvings; i++)
        {
            _encoders[i] = Add($"encoder{i + 1}", Convolutions($"enc{i + 1}", channels, width << i));
            channels = width << i;
        }

        _pool = Add("pool", new MaxPool2d(2));
        _bottleneck = Add("bottleneck", Convolutions("bottleneck", channels, width << Halvings));
        for (var i = Halvings - 1; i >= 0; i--)
        {
            channels = width << i;
            _upconvs[i] = Add($"upconv{i + 1}", new ConvTranspose2d(2 * channels, channels, 2, stride: 2));
            _decoders[i] = Add($"decoder{i + 1}", Convolutions($"dec{i + 1}", 2 * channels, channels));
        }

        _conv = Add("conv", new Conv2d(width, classes, 1));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        const int step = 1 << Halvings;
        if (x.Shape.Rank == 4 && (x.Shape[2] % step != 0 || x.Shape[3] % step != 0))
        {
            throw new ShapeException($"images {x.Shape}; height and width must be multiples of {step}, for {Halvings} halvings. Resize or pad them.");
        }

        var sizes = new Tensor[Halvings];
        for (var i = 0; i < Halvings; i++)
        {
            sizes[i] = _encoders[i].Forward(x);
            x = _pool.Forward(sizes[i]);
        }

        x = _bottleneck.Forward(x);
        for (var i = Halvings - 1; i >= 0; i--)
        {
            x = _decoders[i].Forward(Ops.ConcatChannels(_upconvs[i].Forward(x), sizes[i]));
        }

        return _conv.Forward(x);
    }

    private static Sequential Convolutions(string name, int inChannels, int outChannels) => new()
    {
        { $"{name}conv1", Parts.Convolution(inChannels, outChannels, 3, fan: Fan.In) },
        { $"{name}norm1", new BatchNorm2d(outChannels) },
        { $"{name}relu1", new Relu() },
        { $"{name}conv2", Parts.Convolution(outChannels, outChannels, 3, fan: Fan.In) },
        { $"{name}norm2", new BatchNorm2d(outChannels) },
        { $"{name}relu2", new Relu() },
    };
}
