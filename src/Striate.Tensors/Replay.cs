namespace Striate.Tensors;

/// <summary>
/// A run that was recorded once and is repeated on other numbers of the same shape. What a run computes is known then, so
/// that operations are joined, weights are brought into the order that their kernels want, memory is planned for the whole
/// run, and repeating it allocates nothing. The weights are those of the recording. Not for several threads at once.
/// </summary>
public sealed class Replay
{
    private readonly (Tensor Tensor, Deferred Plan)[] _steps;

    private Replay(Tensor input, Tensor output, (Tensor, Deferred)[] steps) => (Input, Output, _steps) = (input, output, steps);

    /// <summary>What the next run reads: write here.</summary>
    public Tensor Input { get; }

    /// <summary>What the last run made; the next one overwrites it.</summary>
    public Tensor Output { get; }

    /// <summary>Records a function of one tensor.</summary>
    /// <param name="function">Computes its result by operations alone, the same ones for all numbers.</param>
    /// <param name="shape">The shape of its input.</param>
    /// <exception cref="ArgumentException">The result does not follow from the input by operations that can be repeated.</exception>
    public static Replay Of(Func<Tensor, Tensor> function, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(function);
        var input = Tensor.Zeros(shape, shape.Rank == 4 ? Layout.ChannelsLast : Layout.RowMajor).Keep();
        using var tape = Tape.ForReplay();
        using var fusion = new Fusion();
        var output = function(input);
        fusion.Complete();

        var steps = tape.Computed.ToArray();
        Check(tape, steps, input);
        ReplayMemory.Plan(steps, output);
        return new Replay(input, output, steps);
    }

    /// <summary>Runs on what <see cref="Input"/> holds.</summary>
    /// <returns><see cref="Output"/>.</returns>
    public Tensor Run()
    {
        foreach (var (tensor, plan) in _steps)
        {
            plan.Write(tensor.Shape, tensor.Span);
        }

        return Output;
    }

    // Whatever follows from the input must be a step, or a view of one; an operation that filled its tensor by itself would stay as it was.
    // A view of what no operation made, such as a weight in another shape, does stay.
    private static void Check(Tape tape, (Tensor Tensor, Deferred Plan)[] steps, Tensor input)
    {
        var known = steps.Select(step => step.Tensor).Append(input).ToHashSet();
        foreach (var operation in tape.Operations)
        {
            if (operation.Output is { IsComputed: true, Root: { Producer: not null } root } && !known.Contains(root))
            {
                throw new ArgumentException(
                    $"{operation.Layer ?? operation.Name}: its result was filled in by hand and cannot be computed again. Make it with Tensor.From(shape, layout, write).");
            }
        }
    }
}
