using Striate.Tensors;
using Striate.Training;

namespace Striate.History;

/// <summary>What a net read on digits.</summary>
internal sealed class Readings
{
    private const int Batch = 500;

    private readonly DigitSet _digits;

    private Readings(DigitSet digits, float[][] scores) => (_digits, Scores) = (digits, scores);

    /// <summary>For each digit a score for each class; the largest names it.</summary>
    public IReadOnlyList<float[]> Scores { get; }

    /// <summary>Those that it took for another digit.</summary>
    public IReadOnlyList<int> Mistakes => [.. Enumerable.Range(0, Scores.Count).Where(i => ClassOf(i) != _digits.Labels[i])];

    /// <summary>The share of <see cref="Mistakes"/>.</summary>
    public double Error => (double)Mistakes.Count / Scores.Count;

    /// <summary>Reads digits.</summary>
    public static Readings Of(TanhNet net, DigitSet digits, Lesson lesson)
    {
        var scores = new float[digits.Count][];
        foreach (var places in Enumerable.Range(0, digits.Count).Chunk(Batch))
        {
            lesson.Cancel.ThrowIfCancellationRequested();
            using var scope = new Scope();
            var rows = net.Forward(net.Input(digits.Images(places)));
            foreach (var place in places)
            {
                scores[place] = rows.Span.Slice((place - places[0]) * rows.Shape[1], rows.Shape[1]).ToArray();
            }
        }

        return new Readings(digits, scores);
    }

    /// <summary>The class that a digit was taken for.</summary>
    public int ClassOf(int index) => TopK.Best(Scores[index]);

    /// <summary>How far the best score is above the second.</summary>
    public float Margin(int index)
    {
        var best = ClassOf(index);
        return Scores[index][best] - Scores[index].Where((_, i) => i != best).Max();
    }
}
