using System.Globalization;
using Striate.Tensors;

namespace Striate.Training;

/// <summary>The loss is no longer a finite number; the message says where that began.</summary>
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
            throw new DivergedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The loss is {value} at step {position.Step} (epoch {position.Epoch + 1}). {Origin(tape)} "
                + $"Lower the learning rate (last {learningRate:G3}), or check the data for values that are not finite."));
        }
    }

    private static string Origin(Tape tape)
    {
        if (!tape.TryFindNonFinite(out var operation))
        {
            return "All layers before it are finite.";
        }

        var where = operation.Layer is { } layer ? $"{layer}" : $"the operation {operation.Name}";
        var cause = operation.Inputs.FirstOrDefault(input => input.HasNonFinite());
        var detail = cause is null ? "" : cause.RequiresGrad && ReferenceEquals(cause, operation.Inputs[0]) is false
            ? ", whose weights are not finite already"
            : ", whose input is not finite already";
        return $"A number that is not finite first appeared in {where}{detail}.";
    }
}
