using Striate.Kernels;
using Striate.Kernels.Norm;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Instance normalisation: brings each channel of each sample to mean 0 and variance 1 over its places, then scales and shifts it.</summary>
    /// <param name="x">Shape [N, C, L], [N, C, H, W] or [N, C, D, H, W], with at least 2 places.</param>
    /// <param name="gamma">Scales γ, shape [C], or null for none.</param>
    /// <param name="beta">Shifts β, shape [C], or null for none.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>The same shape: y = (x − mean)/√(variance + ε) · γ + β.</returns>
    /// <remarks>Ulyanov, Vedaldi and Lempitsky, arXiv:1607.08022.</remarks>
    /// <exception cref="ShapeException">A single place, or a parameter has another shape.</exception>
    public static Tensor InstanceNorm(Tensor x, Tensor? gamma = null, Tensor? beta = null, double epsilon = 1e-5)
    {
        x = Instances(x);
        CheckNormParameters(x, [x.Shape[1]], gamma, beta);
        return NormalizedGroups("InstanceNorm", x, x.Shape[1], gamma, beta, epsilon, out _);
    }

    /// <summary>Instance normalisation that keeps running statistics, as training does where evaluation is to use them (<see cref="BatchNorm"/> without training).</summary>
    /// <param name="x">Shape [N, C, L], [N, C, H, W] or [N, C, D, H, W], with at least 2 places.</param>
    /// <param name="gamma">Scales γ, shape [C], or null for none.</param>
    /// <param name="beta">Shifts β, shape [C], or null for none.</param>
    /// <param name="runningMean">Running means, shape [C], changed in place: (1 − momentum)·r + momentum · the mean over the samples.</param>
    /// <param name="runningVar">Running unbiased variances, shape [C], changed in place likewise.</param>
    /// <param name="momentum">Weight of this batch in the running statistics.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>As without running statistics.</returns>
    /// <exception cref="ShapeException">A single place, or a parameter has another shape.</exception>
    public static Tensor InstanceNorm(
        Tensor x, Tensor? gamma, Tensor? beta, Tensor runningMean, Tensor runningVar, double momentum = 0.1, double epsilon = 1e-5)
    {
        x = Instances(x);
        CheckNormParameters(x, [x.Shape[1]], gamma, beta);
        CheckChannels(x, nameof(runningMean), runningMean);
        CheckChannels(x, nameof(runningVar), runningVar);
        var y = NormalizedGroups("InstanceNorm", x, x.Shape[1], gamma, beta, epsilon, out var statistics);
        if (y.IsComputed && y.Length > 0)
        {
            var (N, C) = (x.Shape[0], x.Shape[1]);
            var means = Tensor.Uninitialized([2, C]);
            for (var i = 0; i < 2 * C; i++)
            {
                var (row, c) = Math.DivRem(i, C);
                var sum = 0.0;
                for (var n = 0; n < N; n++)
                {
                    sum += statistics.Value.Span[(((row * N) + n) * C) + c];
                }

                means.Span[i] = (float)(sum / N);
            }

            BatchNormKernel.UpdateRunning(x.Shape.Places, momentum, means.Span[..C], means.Span[C..], runningMean.Span, runningVar.Span);
        }

        return y;
    }

    private static Tensor Instances(Tensor x)
    {
        x = ToChannelsLast(x);
        return x.Shape.Places >= 2
            ? x
            : throw new ShapeException($"input {x.Shape} has {x.Shape.Places} value(s) a channel of a sample, and instance normalisation needs 2 for a variance.");
    }
}
