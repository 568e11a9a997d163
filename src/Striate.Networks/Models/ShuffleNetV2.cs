using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// ShuffleNetV2 at 0.5, 1, 1.5 and 2 times its width, made for the time that memory takes: half of the channels pass a block untouched,
/// and a shuffle mixes the halves. Ma, Zhang, Zheng and Sun, arXiv:1807.11164.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] of any size (224 in training), output [N, classes]. 1,366,792, 2,278,604, 3,503,624 and
/// 7,393,996 parameters.</remarks>
public sealed class ShuffleNetV2 : Module
{
    // The paper's table 5: channels of the three stages, and of the last convolution.
    private static readonly Dictionary<double, (int[] Stages, int Last)> Configurations = new()
    {
        [0.5] = ([48, 96, 192], 1024),
        [1] = ([116, 232, 464], 1024),
        [1.5] = ([176, 352, 704], 1024),
        [2] = ([244, 488, 976], 2048),
    };

    private readonly Sequential _conv1, _conv5;
    private readonly MaxPool2d _maxpool;
    private readonly Sequential[] _stages = new Sequential[3];
    private readonly GlobalAvgPool2d _avgpool;
    private readonly Linear _fc;

    /// <summary>Builds the network.</summary>
    /// <param name="width">0.5, 1, 1.5 or 2.</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <exception cref="ArgumentException">Another width.</exception>
    public ShuffleNetV2(double width = 1, int classes = 1000, int inChannels = 3)
    {
        if (!Configurations.TryGetValue(width, out var configuration))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"There is no ShuffleNetV2 of width {width} here. Take 0.5, 1, 1.5 or 2."), nameof(width));
        }

        var channels = 24;
        _conv1 = Add("conv1", Convolution(inChannels, channels, 3, stride: 2));
        _maxpool = Add("maxpool", new MaxPool2d(3, stride: 2, padding: 1));
        int[] blocks = [4, 8, 4];
        for (var i = 0; i < 3; i++)
        {
            var stage = new Sequential();
            for (var block = 0; block < blocks[i]; block++)
            {
                stage.Add(new ShuffleBlock(channels, configuration.Stages[i], block == 0 ? 2 : 1));
                channels = configuration.Stages[i];
            }

            _stages[i] = Add($"stage{i + 2}", stage);
        }

        _conv5 = Add("conv5", Convolution(channels, configuration.Last, 1));
        _avgpool = Add("avgpool", new GlobalAvgPool2d());
        _fc = Add("fc", new Linear(configuration.Last, classes));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        x = _maxpool.Forward(_conv1.Forward(x));
        foreach (var stage in _stages)
        {
            x = stage.Forward(x);
        }

        return _fc.Forward(Ops.Flatten(_avgpool.Forward(_conv5.Forward(x))));
    }

    private static Sequential Convolution(int inChannels, int outChannels, int size, int stride = 1) =>
        Parts.ConvNorm(ShuffleBlock.Convolution(inChannels, outChannels, size, stride), new Relu());
}
