using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// The loss of LeNet-5: the right class is to be near, and all others, as well as a rubbish class at a fixed distance, are to be further
/// away: E = y(right) + log(e^−j + Σ e^−y). The distances y are minus the scores.
/// </summary>
/// <remarks>LeCun, Bottou, Bengio and Haffner, Proceedings of the IEEE 86(11), 1998, equation 9.</remarks>
/// <param name="rubbish">The distance j of the rubbish class; it keeps classes that are far already from being pushed further.</param>
public sealed class RubbishClassLoss(double rubbish = 0.1) : Loss
{
    /// <inheritdoc/>
    public override Tensor Of(Tensor scores, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var count = scores.Shape[0];
        var right = Ops.Gather(scores, 1, Tensor.From([.. labels.ToArray().Select(label => (float)label)], [count, 1]));
        var all = Ops.Concat(1, scores, Tensor.Full([count, 1], (float)-rubbish));
        return Ops.Mean(Ops.LogSumExp(all, [1], keepDims: true) - right);
    }
}
