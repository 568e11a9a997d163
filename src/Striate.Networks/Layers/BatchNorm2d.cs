using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Batch normalisation of each channel. See <see cref="Ops.BatchNorm"/> for the formula.</summary>
/// <remarks>Input and output [N, C, H, W] or [N, C]. Ioffe and Szegedy, arXiv:1502.03167.</remarks>
public sealed class BatchNorm2d : Module
{
    private readonly int _channels;
    private readonly double _momentum, _epsilon;

    /// <summary>Builds the layer.</summary>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="momentum">Weight of the newest batch in the running statistics.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    public BatchNorm2d(int channels, double momentum = 0.1, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        (_channels, _momentum, _epsilon) = (channels, momentum, epsilon);
        Weight = AddParameter("weight", new Parameter([channels], Initializer.Ones));
        Bias = AddParameter("bias", new Parameter([channels], Initializer.Zeros));
        RunningMean = AddBuffer("running_mean", Tensor.Zeros([channels]));
        RunningVar = AddBuffer("running_var", Tensor.Full([channels], 1));
    }

    /// <summary>Scale γ, shape [C].</summary>
    public Parameter Weight { get; }

    /// <summary>Shift β, shape [C].</summary>
    public Parameter Bias { get; }

    /// <summary>Running mean, shape [C], used when not learning.</summary>
    public Tensor RunningMean { get; }

    /// <summary>Running variance, shape [C], used when not learning.</summary>
    public Tensor RunningVar { get; }

    /// <inheritdoc/>
    public override string Description => $"BatchNorm2d {_channels}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        if (x.Shape.Rank >= 2 && x.Shape[1] != _channels)
        {
            throw new ShapeException(
                $"input {x.Shape} has {x.Shape[1]} channels, expected {_channels}. "
                + $"Check the layer before, or build it with channels: {x.Shape[1]}.");
        }

        return Ops.BatchNorm(x, Weight, Bias, RunningMean, RunningVar, IsTraining, _momentum, _epsilon);
    }
}
