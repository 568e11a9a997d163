using Striate.Versus.Libtorch;
using TorchSharp;

namespace Striate.Versus.Contenders;

/// <summary>An operation of libtorch: forward without gradients, or forward and backward.</summary>
internal sealed class LibtorchOperation : IContender
{
    private readonly Func<torch.Tensor[], torch.Tensor> _forward;
    private readonly IReadOnlyList<Operand> _operands;
    private readonly torch.Tensor[] _inputs;
    private readonly torch.Tensor? _upstream;

    /// <summary>Prepares the inputs.</summary>
    /// <param name="operands">The inputs.</param>
    /// <param name="forward">The operation.</param>
    /// <param name="upstream">The gradient of the output that the backward pass starts from; null for none.</param>
    /// <param name="format">The order of images and filters in memory.</param>
    public LibtorchOperation(
        IReadOnlyList<Operand> operands, Func<torch.Tensor[], torch.Tensor> forward, Operand? upstream, MemoryFormat format)
    {
        (_operands, _forward) = (operands, forward);
        _inputs = [.. operands.Select(operand => operand.ToLibtorch(format))];
        _upstream = upstream?.ToLibtorch(format);
    }

    public void Run()
    {
        using var scope = torch.NewDisposeScope();
        if (_upstream is null)
        {
            using var inference = torch.inference_mode();
            _forward(_inputs);
            return;
        }

        _forward(_inputs).backward([_upstream]);
        ClearGradients();
    }

    public IReadOnlyList<Result> Results()
    {
        using var scope = torch.NewDisposeScope();
        var y = _forward(_inputs);
        var results = new List<Result> { new("y", Exchange.ToArray(y)) };
        if (_upstream is not null)
        {
            y.backward([_upstream]);
            results.AddRange(_inputs.Zip(_operands).Where(pair => pair.Second.HasGradient)
                .Select(pair => new Result($"gradient of {pair.Second.Name}", Exchange.ToArray(pair.First.grad!))));
            ClearGradients();
        }

        return results;
    }

    public void Dispose()
    {
        _upstream?.Dispose();
        foreach (var input in _inputs)
        {
            input.Dispose();
        }
    }

    private void ClearGradients()
    {
        foreach (var input in _inputs)
        {
            input.grad = null;
        }
    }
}
