using System.Numerics.Tensors;
using Striate.Tensors;
using Tensor = Striate.Tensors.Tensor;

namespace Striate.History;

/// <summary>
/// Rosenblatt's error correction: a unit that is right stays as it is; one that said no goes a step towards what it saw, one that said yes
/// a step away from it.
/// </summary>
/// <remarks>
/// w ← w + (d − y)·x, θ ← θ − (d − y), with d what was wanted and y the answer, 0 or 1. If some unit u of length 1 is right by a margin γ on
/// all of it, d = 1 where u·x ≥ γ and d = 0 where u·x ≤ −γ, and no x is longer than R, at most (R / γ)² corrections are made, however often
/// and in whatever order all is shown (θ counts as a weight whose input is −1).
/// Rosenblatt, Principles of Neurodynamics, 1962; Novikoff, Symposium on the Mathematical Theory of Automata, 1962.
/// </remarks>
public static class ErrorCorrection
{
    /// <summary>Shows one thing to a unit.</summary>
    /// <param name="unit">Who learns.</param>
    /// <param name="x">What it sees.</param>
    /// <param name="isWanted">Whether it is to say yes.</param>
    /// <returns>Whether it was wrong and has been corrected.</returns>
    public static bool Teach(ThresholdUnit unit, ReadOnlySpan<float> x, bool isWanted)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (unit.Answer(x) == isWanted)
        {
            return false;
        }

        var error = isWanted ? 1 : -1;
        TensorPrimitives.MultiplyAdd(x, error, unit.Weights, unit.Weights);
        unit.Threshold -= error;
        return true;
    }

    /// <summary>Shows a list to a unit again and again, until it makes no mistake.</summary>
    /// <param name="unit">Who learns.</param>
    /// <param name="list">What it sees, and whether it is to say yes.</param>
    /// <param name="sweeps">How often at most.</param>
    /// <returns>Mistakes of each sweep; the last is 0 where it has learned the list.</returns>
    public static IReadOnlyList<int> Learn(ThresholdUnit unit, IReadOnlyList<(float[] X, bool IsWanted)> list, int sweeps)
    {
        ArgumentNullException.ThrowIfNull(list);
        var mistakes = new List<int>();
        while (mistakes.Count < sweeps && (mistakes.Count == 0 || mistakes[^1] > 0))
        {
            mistakes.Add(list.Count(item => Teach(unit, item.X, item.IsWanted)));
        }

        return mistakes;
    }

    /// <summary>Shows pictures to a perceptron, one after the other.</summary>
    /// <param name="perceptron">Who learns.</param>
    /// <param name="cells">What the photocells see, shape [n, cells].</param>
    /// <param name="labels">The class of each.</param>
    /// <returns>For each picture, whether an R-unit had to be corrected.</returns>
    public static bool[] Teach(Perceptron perceptron, Tensor cells, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(perceptron);
        using var scope = new Scope();
        var answers = perceptron.Associations.Answer(cells);
        var wasWrong = new bool[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var x = answers.Span.Slice(i * perceptron.Associations.Count, perceptron.Associations.Count);
            for (var unit = 0; unit < perceptron.Responses.Count; unit++)
            {
                wasWrong[i] |= Teach(perceptron.Responses[unit], x, perceptron.Code.Wants(labels[i], unit));
            }
        }

        return wasWrong;
    }
}
