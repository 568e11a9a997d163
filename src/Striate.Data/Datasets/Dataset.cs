using Striate.Kernels;

namespace Striate.Data;

/// <summary>
/// Pictures with a class each. Its members may be called from several threads at once; to bring data of your own, derive
/// from it, or fill a <see cref="PictureSet"/>.
/// </summary>
public abstract class Dataset
{
    /// <summary>A name for logs, such as "mnist train".</summary>
    public abstract string Name { get; }

    /// <summary>How many pictures.</summary>
    public abstract int Count { get; }

    /// <summary>The names of the classes; a label is a place in this list.</summary>
    public abstract IReadOnlyList<string> Classes { get; }

    /// <summary>The label of one picture.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <returns>From 0 to the number of classes − 1.</returns>
    public abstract int LabelOf(int index);

    /// <summary>One picture; the caller does not change it.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    public abstract Picture PictureOf(int index);

    /// <summary>What a reader finds one picture by: its file, or "picture 89" where there are no files.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    public virtual string NameOf(int index) => $"picture {index}";

    /// <summary>The first pictures.</summary>
    /// <param name="count">How many at most.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative number.</exception>
    public Dataset Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count >= Count ? this : Select(Enumerable.Range(0, count), $"{Name}, first {count}");
    }

    /// <summary>Some of the pictures, in a given order, without a copy.</summary>
    /// <param name="indices">Places in this set.</param>
    /// <param name="name">A name for logs; this set's own if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A place that this set does not have.</exception>
    public Dataset Select(IEnumerable<int> indices, string? name = null) => new Subset(this, [.. indices], name ?? Name);

    /// <summary>
    /// Parts the set in two at random, each class by the same share: round(share · size) of its pictures go to the first
    /// part, and at least one to either part where the class has two or more. Both parts keep the order of the set.
    /// </summary>
    /// <param name="share">The share of the first part, between 0 and 1.</param>
    /// <param name="seed">Equal seeds give equal parts.</param>
    /// <returns>The two parts; together they hold every picture once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public (Dataset First, Dataset Second) Split(double share, ulong seed)
    {
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share of the first part lies between 0 and 1, for example 0.8.");
        }

        var first = new HashSet<int>();
        foreach (var (label, members) in Enumerable.Range(0, Count).GroupBy(LabelOf).Select(g => (g.Key, g.ToArray())))
        {
            var taken = (int)Math.Round(share * members.Length);
            taken = members.Length < 2 ? taken : Math.Clamp(taken, 1, members.Length - 1);
            new Rng(Rng.Hash(seed, (ulong)label)).Shuffle<int>(members);
            first.UnionWith(members.AsSpan(0, taken).ToArray());
        }

        var parts = Enumerable.Range(0, Count).ToLookup(first.Contains);
        return (Select(parts[true], $"{Name}, {share:0.##%}"), Select(parts[false], $"{Name}, {1 - share:0.##%}"));
    }

    /// <summary>The name and the counts: "mnist train: 60000 pictures, 10 classes".</summary>
    public override string ToString() => $"{Name}: {Count} pictures, {Classes.Count} classes";
}
