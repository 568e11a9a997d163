using Striate.Kernels;
using Striate.Kernels.Norm;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Batch normalisation: brings each channel to mean 0 and variance 1, then scales and shifts it.</summary>
    /// <param name="x">Shape [N, C], [N, C, L], [N, C, H, W] or [N, C, D, H, W].</param>
    /// <param name="gamma">Scales γ, shape [C].</param>
    /// <param name="beta">Shifts β, shape [C].</param>
    /// <param name="runningMean">Running means, shape [C]; training changes them in place.</param>
    /// <param name="runningVar">Running unbiased variances, shape [C]; training changes them in place.</param>
    /// <param name="training">Normalise by the batch's own mean and biased variance; else by the running ones.</param>
    /// <param name="momentum">Weight of this batch in the running statistics.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>The same shape: y = (x − mean)/√(variance + ε) · γ + β.</returns>
    /// <remarks>Ioffe and Szegedy, arXiv:1502.03167.</remarks>
    /// <exception cref="ShapeException">Channels do not fit, or training with a single value a channel.</exception>
    public static Tensor BatchNorm(
        Tensor x, Tensor gamma, Tensor beta, Tensor runningMean, Tensor runningVar, bool training, double momentum = 0.1, double epsilon = 1e-5)
    {
        x = ChannelRows(x, out var rows, out var C);
        CheckChannels(x, nameof(gamma), gamma);
        CheckChannels(x, nameof(beta), beta);
        CheckChannels(x, nameof(runningMean), runningMean);
        CheckChannels(x, nameof(runningVar), runningVar);
        if (training && rows < 2)
        {
            throw new ShapeException(
                $"input {x.Shape} has {rows} value(s) a channel, and training needs 2 for a variance. Use a larger batch, or evaluation mode.");
        }

        // Copies, because the running statistics may move on before the backward pass.
        var statistics = Tensor.Uninitialized([2, C]);
        runningMean.Span.CopyTo(Half(statistics, 0));
        runningVar.Span.CopyTo(Half(statistics, 1));
        if (training)
        {
            BatchNormKernel.Statistics(rows, C, x.Span, Half(statistics, 0), Half(statistics, 1));
            BatchNormKernel.UpdateRunning(rows, momentum, Half(statistics, 0), Half(statistics, 1), runningMean.Span, runningVar.Span);
        }
        else if (Tape.Current is { HasGradients: true } && (x.RequiresGrad || gamma.RequiresGrad))
        {
            // The backward pass will read x: better stored than computed twice.
            x.Compute();
        }

        var (scale, shift) = (Tensor.Uninitialized([C]), Tensor.Uninitialized([C]));
        BatchNormKernel.Coefficients(State(null), scale.Span, shift.Span);
        var y = x.Then(new Finish(scale, shift), takesActivation: true);

        return Tape.Record("BatchNorm", [x, gamma, beta, runningMean, runningVar], y, new BatchNormSettings(training, momentum, epsilon), dy =>
        {
            var state = State(y.PassesActivation ? y.JoinedActivation : null);
            var sums = Tensor.Uninitialized([2, C]);
            BatchNormKernel.BackwardParameters(rows, C, state, x.Span, dy.Span, Half(sums, 0), Half(sums, 1));
            gamma.ReceiveComputedGrad(Half(sums, 0));
            beta.ReceiveComputedGrad(Half(sums, 1));
            x.ReceiveGradInPlace(dy, (gradient, dx) => BatchNormKernel.BackwardData(
                rows, C, State(y.PassesActivation ? y.JoinedActivation : null), x.Span, gradient, training ? Half(sums, 0) : [], training ? Half(sums, 1) : [], dx));
        });

        // Two rows of a number for each channel.
        Span<float> Half(Tensor pair, int row) => pair.Span.Slice(row * C, C);

        BatchNormState State(Activation? activation) => new()
        {
            Mean = Half(statistics, 0),
            Variance = Half(statistics, 1),
            Gamma = gamma.Span,
            Beta = beta.Span,
            Epsilon = epsilon,
            Activation = activation ?? Activation.None,
        };
    }

    private static void CheckChannels(Tensor x, string name, Tensor parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter, name);
        if (parameter.Shape != [x.Shape[1]])
        {
            throw new ShapeException($"input {x.Shape} has {x.Shape[1]} channels, {name} is {parameter.Shape}, expected [{x.Shape[1]}].");
        }
    }
}
