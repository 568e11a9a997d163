using Striate.Tensors;

namespace Striate.Networks;

/// <summary>What instance normalisations of signals, images and volumes have in common. See <see cref="Ops.InstanceNorm(Tensor, Tensor?, Tensor?, double)"/> for the formula.</summary>
public abstract class InstanceNorm : Module
{
    private readonly string _kind;
    private readonly int _channels;
    private readonly double _momentum, _epsilon;

    private protected InstanceNorm(string kind, int channels, double momentum, double epsilon, bool affine, bool trackRunningStats)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        (_kind, _channels, _momentum, _epsilon) = (kind, channels, momentum, epsilon);
        Weight = affine ? AddParameter("weight", new Parameter([channels], Initializer.Ones)) : null;
        Bias = affine ? AddParameter("bias", new Parameter([channels], Initializer.Zeros)) : null;
        RunningMean = trackRunningStats ? AddBuffer("running_mean", Tensor.Zeros([channels])) : null;
        RunningVar = trackRunningStats ? AddBuffer("running_var", Tensor.Full([channels], 1)) : null;
    }

    /// <summary>Scale γ, shape [C], or null.</summary>
    public Parameter? Weight { get; }

    /// <summary>Shift β, shape [C], or null.</summary>
    public Parameter? Bias { get; }

    /// <summary>Running mean, shape [C], used when not learning; or null, and then each sample is always normalised by itself.</summary>
    public Tensor? RunningMean { get; }

    /// <summary>Running variance, shape [C], or null.</summary>
    public Tensor? RunningVar { get; }

    /// <inheritdoc/>
    public override string Description => $"{_kind} {_channels}";

    /// <inheritdoc/>
    protected sealed override Tensor ForwardCore(Tensor x)
    {
        ChannelCheck.Run(x, _channels, "channels");
        var (gamma, beta) = (Weight?.Value, Bias?.Value);
        if (RunningMean is null || RunningVar is null)
        {
            return Ops.InstanceNorm(x, gamma, beta, _epsilon);
        }

        return IsTraining
            ? Ops.InstanceNorm(x, gamma, beta, RunningMean, RunningVar, _momentum, _epsilon)
            : Ops.BatchNorm(
                x, gamma ?? Tensor.Full([_channels], 1), beta ?? Tensor.Zeros([_channels]), RunningMean, RunningVar, training: false, _momentum, _epsilon);
    }
}
