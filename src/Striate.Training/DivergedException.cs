using System.Globalization;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Training;

/// <summary>The loss, the weights or the scores are no longer finite numbers; the message says where that began.</summary>
public sealed class DivergedException : Exception
{
    private DivergedException(string message)
        : base(message)
    {
    }

    internal static void ThrowIfNotFinite(Tensor loss, Tape tape, TrainingPosition position, double learningRate)
    {
        var value = loss.Item();
        if (!float.IsFinite(value))
        {
            throw new DivergedException($"The loss is {value.ToString(CultureInfo.InvariantCulture)} at step {position.Step} (epoch {position.Epoch + 1}). {Origin(tape)} {Advice(learningRate)}");
        }
    }

    /// <summary>Looks at weights and buffers, which the newest step may have spoilt without any loss to show it yet.</summary>
    internal static void ThrowIfNotFinite(Module network, TrainingPosition position, double learningRate)
    {
        var spoilt = Weights.Of(network).FirstOrDefault(entry => entry.Tensor.HasNonFinite()).Name;
        if (spoilt is not null)
        {
            var dot = spoilt.LastIndexOf('.');
            var layer = network.Modules().FirstOrDefault(module => module.Path == spoilt[..Math.Max(dot, 0)]) ?? network;
            throw new DivergedException(
                $"The weights are not finite after step {position.Step}. The first of them is the {spoilt[(dot + 1)..]} of {layer}. {Advice(learningRate)}");
        }
    }

    /// <summary>Looks at scores outside of training; where they are not finite, runs the network again, recorded, to name the layer.</summary>
    internal static void ThrowIfNotFinite(Tensor scores, Module network, Tensor images)
    {
        if (scores.HasNonFinite())
        {
            using var tape = new Tape(seed: 0);
            network.Forward(images);
            throw new DivergedException(
                $"The network's scores are not finite. {Origin(tape)} Take weights of an earlier epoch, or train anew with a lower learning rate.");
        }
    }

    private static string Advice(double learningRate) => string.Create(
        CultureInfo.InvariantCulture, $"Lower the learning rate (last {learningRate:G3}), or check the data for values that are not finite.");

    private static string Origin(Tape tape)
    {
        if (!tape.TryFindNonFinite(out var operation))
        {
            return "All layers before it are finite.";
        }

        var where = operation.Layer is { } layer ? $"{layer}" : $"the operation {operation.Name}";
        var cause = operation.Inputs.FirstOrDefault(input => input.HasNonFinite());
        var detail = cause is null ? "" : cause != operation.Inputs[0]
            ? ", whose weights are not finite already"
            : ", whose input is not finite already";
        return $"A number that is not finite first appeared in {where}{detail}.";
    }
}
