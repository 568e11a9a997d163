using Striate.Tensors;
using Striate.Versus.Contenders;
using Striate.Versus.Measuring;
using TorchSharp;

namespace Striate.Versus.Cases;

/// <summary>A case of one operation on both sides.</summary>
internal static class Operations
{
    /// <summary>Puts the case together.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="unit">In what its speed is told.</param>
    /// <param name="cost">What one run costs at least.</param>
    /// <param name="target">How many times as fast as libtorch Striate means to be.</param>
    /// <param name="tolerance">The largest difference of the results.</param>
    /// <param name="operands">The inputs.</param>
    /// <param name="upstream">The gradient of the output; null for the forward pass alone.</param>
    /// <param name="striate">Striate's operation.</param>
    /// <param name="libtorch">Libtorch's.</param>
    public static Case Case(
        string name, Unit unit, Cost cost, double target, double tolerance, IReadOnlyList<Operand> operands, Operand? upstream,
        Func<Tensor[], Tensor> striate, Func<torch.Tensor[], torch.Tensor> libtorch) =>
        new(
            name, unit, () => cost, target, tolerance,
            () => new StriateOperation(operands, striate, upstream),
            format => new LibtorchOperation(operands, libtorch, upstream, format));
}
