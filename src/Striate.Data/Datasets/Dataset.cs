using Striate.Kernels;
using Striate.Kernels.Conv;

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

    /// <summary>
    /// One picture for a loader, which reads one after the other: what has to be made anew each time, such as the picture of a
    /// file, can be written to memory that is used again.
    /// </summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <param name="room">May be written to and returned; the caller reads what is returned before the next call with this room.</param>
    /// <param name="cover">Where the picture is only to be scaled down until it just covers this size, a smaller version that still covers it will do; null for the whole.</param>
    /// <returns>The room or another picture, which the caller does not change.</returns>
    public virtual Picture PictureOf(int index, Picture room, Size2d? cover = null) => PictureOf(index);

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

    /// <summary>Some of the pictures, evenly spread from the first on, so that each class of a sorted set has its share.</summary>
    /// <param name="most">How many at most.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative number.</exception>
    public Dataset FromAllOver(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return most >= Count ? this : Select(Enumerable.Range(0, most).Select(i => (int)((long)i * Count / most)));
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

    /// <summary>
    /// Parts the set for cross-validation: each part is tested on once and trained on otherwise. Every class is dealt out like a pack
    /// of shuffled cards, so that its pictures in two parts differ by one at most. Kohavi, IJCAI, 1995.
    /// </summary>
    /// <param name="folds">How many parts, at least 2 and at most as many as there are pictures.</param>
    /// <param name="seed">Equal seeds give equal parts.</param>
    /// <returns>For each part the rest to train on, and the part to test with; both keep the order of the set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of parts that cannot be made.</exception>
    public IReadOnlyList<(Dataset Train, Dataset Test)> KFold(int folds, ulong seed)
    {
        if (folds < 2 || folds > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(folds), folds, $"{Name} has {Count} pictures; give 2 to {Count} parts.");
        }

        // Dealing goes on from class to class: no part is short of a picture of every class.
        var (partOf, dealt) = (new int[Count], 0);
        foreach (var (label, members) in Enumerable.Range(0, Count).GroupBy(LabelOf).Select(g => (g.Key, g.ToArray())))
        {
            new Rng(Rng.Hash(seed, (ulong)label)).Shuffle<int>(members);
            foreach (var member in members)
            {
                partOf[member] = dealt++ % folds;
            }
        }

        return [.. Enumerable.Range(0, folds).Select(fold =>
        {
            var sides = Enumerable.Range(0, Count).ToLookup(i => partOf[i] == fold);
            return (Select(sides[false], $"{Name}, without part {fold + 1} of {folds}"), Select(sides[true], $"{Name}, part {fold + 1} of {folds}"));
        })];
    }

    /// <summary>The same pictures under another name, with other names for their classes.</summary>
    /// <param name="name">A name for logs.</param>
    /// <param name="classes">As many names as there are classes.</param>
    /// <exception cref="ArgumentException">Another number of names.</exception>
    public Dataset As(string name, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        return classes.Count == Classes.Count
            ? new Renamed(this, name, classes)
            : throw new ArgumentException($"{Name} has {Classes.Count} classes, and {classes.Count} names were given. Give one for each.");
    }

    /// <summary>The name and the counts: "mnist train: 60000 pictures, 10 classes".</summary>
    public override string ToString() => $"{Name}: {Count} pictures, {Classes.Count} classes";
}
