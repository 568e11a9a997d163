using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Tensors;

namespace Striate.History;

/// <summary>Grey pictures of one square size with their labels, in memory: digits as the machines take them.</summary>
internal sealed class DigitSet
{
    private readonly float[] _pixels;

    private DigitSet(float[] pixels, int[] labels, int side, int classes) => (_pixels, Labels, Side, Classes) = (pixels, labels, side, classes);

    /// <summary>How many.</summary>
    public int Count => Labels.Length;

    /// <summary>Rows and columns of a picture.</summary>
    public int Side { get; }

    /// <summary>Pixels of a picture.</summary>
    public int Length => Side * Side;

    /// <summary>How many classes.</summary>
    public int Classes { get; }

    /// <summary>The class of each.</summary>
    public int[] Labels { get; }

    /// <summary>Reads pictures and brings them to one size.</summary>
    /// <param name="data">Pictures of any size; colours become grey.</param>
    /// <param name="side">Rows and columns.</param>
    /// <param name="count">How many at most, from the first.</param>
    /// <param name="augmentation">What happens to the pictures at random, such as "elastic:3"; empty for nothing.</param>
    public static DigitSet Of(Dataset data, int side = 28, int count = int.MaxValue, string augmentation = "")
    {
        var taken = data.Take(count);
        var (pixels, labels) = (new float[taken.Count * side * side], new int[taken.Count]);
        var at = 0;
        foreach (var batch in new DataLoader(taken, 1000, new DataLoaderOptions { Size = (side, side), Channels = 1, Augmentation = AugmentationText.Parse(augmentation) }).Epoch(0))
        {
            batch.Labels.Span.CopyTo(labels.AsSpan(at));
            batch.Images.ToArray().CopyTo(pixels, at * side * side);
            at += batch.Labels.Length;
        }

        return new DigitSet(pixels, labels, side, taken.Classes.Count);
    }

    /// <summary>The first of them.</summary>
    /// <param name="count">How many at most.</param>
    public DigitSet Take(int count) => count >= Count ? this : Select([.. Enumerable.Range(0, count)]);

    /// <summary>Some of them.</summary>
    public DigitSet Select(IReadOnlyList<int> places)
    {
        var (pixels, labels) = (new float[places.Count * Length], new int[places.Count]);
        for (var i = 0; i < places.Count; i++)
        {
            Picture(places[i]).CopyTo(pixels.AsSpan(i * Length));
            labels[i] = Labels[places[i]];
        }

        return new DigitSet(pixels, labels, Side, Classes);
    }

    /// <summary>The pixels of one, row after row, 0 (black) to 1 (white).</summary>
    public ReadOnlySpan<float> Picture(int index) => Memory(index).Span;

    /// <summary>The same where a span cannot go.</summary>
    public ReadOnlyMemory<float> Memory(int index) => _pixels.AsMemory(index * Length, Length);

    /// <summary>All of them as one batch, shape [Count, 1, Side, Side], without a copy.</summary>
    public Tensor Images() => Tensor.Wrap(_pixels, [Count, 1, Side, Side]);

    /// <summary>All of them as a table, shape [Count, Length], without a copy.</summary>
    public Tensor Table() => Tensor.Wrap(_pixels, [Count, Length]);

    /// <summary>Some of them as a batch, shape [n, 1, side, side].</summary>
    public Tensor Images(ReadOnlySpan<int> places)
    {
        var pixels = new float[places.Length * Length];
        for (var i = 0; i < places.Length; i++)
        {
            Picture(places[i]).CopyTo(pixels.AsSpan(i * Length));
        }

        return Tensor.From(pixels, [places.Length, 1, Side, Side]);
    }
}
