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
            correct += TopK.Best(values.Slice(i * classes, classes)) == labels[i] ? 1 : 0;
        }

        return correct;
    }
}
