using Striate.Tensors;

namespace Striate.History;

/// <summary>A perceptron before many pictures: to learn them, and to be asked.</summary>
internal static class PictureLessons
{
    private const int Batch = 500;

    /// <summary>Shows each picture once, in an order of chance.</summary>
    /// <param name="perceptron">Who learns.</param>
    /// <param name="set">The pictures.</param>
    /// <param name="seed">Equal seeds give equal orders.</param>
    /// <param name="shown">Is told how many have been shown.</param>
    /// <returns>For each picture in the order shown, whether an R-unit had to be corrected.</returns>
    public static List<bool> Teach(Perceptron perceptron, DigitSet set, ulong seed, Action<int> shown)
    {
        var wasWrong = new List<bool>(set.Count);
        foreach (var places in Rows.Batches(set.Count, Batch, seed))
        {
            using var scope = new Scope();
            shown(wasWrong.Count);
            wasWrong.AddRange(ErrorCorrection.Teach(perceptron, Perceptron.Photocells(set.Images(places)), Array.ConvertAll(places, place => set.Labels[place])));
        }

        return wasWrong;
    }

    /// <summary>The share of pictures that it takes for another.</summary>
    /// <param name="perceptron">Who is asked.</param>
    /// <param name="set">The pictures.</param>
    /// <param name="byLargest">Whether the R-unit of the largest sum wins; otherwise the R-units have to answer the class's code exactly.</param>
    public static double ErrorOf(Perceptron perceptron, DigitSet set, bool byLargest)
    {
        var wrong = 0;
        foreach (var places in Enumerable.Range(0, set.Count).Chunk(Batch))
        {
            using var scope = new Scope();
            var cells = Perceptron.Photocells(set.Images(places));
            int?[] read = byLargest ? [.. perceptron.RecognizeLargest(cells)] : perceptron.Recognize(cells);
            wrong += places.Zip(read).Count(pair => pair.Second != set.Labels[pair.First]);
        }

        return (double)wrong / set.Count;
    }
}
