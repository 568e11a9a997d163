using Striate.Tensors;

namespace Striate.Training;

/// <summary>Reading class scores.</summary>
internal static class Scores
{
    /// <summary>How many rows have their largest score at the label.</summary>
    public static int CountCorrect(Tensor scores, ReadOnlySpan<int> labels)
    {
        var classes = scores.Shape[1];
        var values = scores.Span;
        var correct = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            correct += ArgMax(values.Slice(i * classes, classes)) == labels[i] ? 1 : 0;
        }

        return correct;
    }

    /// <summary>The place of the largest value, the first if there are several.</summary>
    public static int ArgMax(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
