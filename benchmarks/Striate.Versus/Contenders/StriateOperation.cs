using Striate.Tensors;

namespace Striate.Versus.Contenders;

/// <summary>An operation of Striate, as a user calls it: forward in a scope, or forward and backward on a tape.</summary>
internal sealed class StriateOperation : IContender
{
    private readonly Func<Tensor[], Tensor> _forward;
    private readonly IReadOnlyList<Operand> _operands;
    private readonly Tensor[] _inputs;
    private readonly Tensor? _upstream;

    /// <summary>Prepares the inputs.</summary>
    /// <param name="operands">The inputs.</param>
    /// <param name="forward">The operation.</param>
    /// <param name="upstream">The gradient of the output that the backward pass starts from; null for none.</param>
    public StriateOperation(IReadOnlyList<Operand> operands, Func<Tensor[], Tensor> forward, Operand? upstream)
    {
        (_operands, _forward) = (operands, forward);
        _inputs = [.. operands.Select(operand => operand.ToStriate())];
        _upstream = upstream?.ToStriate();
    }

    public void Run()
    {
        if (_upstream is null)
        {
            using var scope = new Scope();
            Compute(_forward(_inputs));
            return;
        }

        using var tape = new Tape(seed: 0);
        Compute(_forward(_inputs)).Backward(_upstream);
        foreach (var input in _inputs)
        {
            input.ClearGrad();
        }
    }

    public IReadOnlyList<Result> Results()
    {
        using var tape = new Tape(seed: 0);
        var y = _forward(_inputs);
        var results = new List<Result> { new("y", y.ToArray()) };
        if (_upstream is not null)
        {
            y.Backward(_upstream);
            results.AddRange(_inputs.Zip(_operands).Where(pair => pair.Second.HasGradient)
                .Select(pair => new Result($"gradient of {pair.Second.Name}", pair.First.Grad!.ToArray())));
        }

        foreach (var input in _inputs)
        {
            input.ClearGrad();
        }

        return results;
    }

    public void Dispose()
    {
    }

    // Operations wait for the one that follows them, until somebody looks at their output.
    private static Tensor Compute(Tensor y)
    {
        _ = y.Span;
        return y;
    }
}
