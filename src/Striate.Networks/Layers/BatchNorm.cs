using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>What batch normalisations of signals, images and volumes have in common. See <see cref="Ops.BatchNorm"/> for the formula.</summary>
public abstract class BatchNorm : Module
{
    private readonly string _kind;
    private readonly int _channels;
    private readonly double _momentum, _epsilon;

    private protected BatchNorm(string kind, int channels, double momentum, double epsilon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        (_kind, _channels, _momentum, _epsilon) = (kind, channels, momentum, epsilon);
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
    public override string Description => $"{_kind} {_channels}";

    /// <inheritdoc/>
    protected sealed override Tensor ForwardCore(Tensor x)
    {
        ChannelCheck.Run(x, _channels, "channels");
        return Ops.BatchNorm(x, Weight, Bias, RunningMean, RunningVar, IsTraining, _momentum, _epsilon);
    }
}
