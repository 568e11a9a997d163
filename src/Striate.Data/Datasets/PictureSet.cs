namespace Striate.Data;

/// <summary>Pictures in memory, with a class each.</summary>
public sealed class PictureSet : Dataset
{
    private readonly IReadOnlyList<Picture> _pictures;
    private readonly IReadOnlyList<int> _labels;

    /// <summary>A set of pictures that are in memory already; the lists are not copied.</summary>
    /// <param name="name">A name for logs.</param>
    /// <param name="pictures">The pictures; they may differ in size.</param>
    /// <param name="labels">One for each picture, from 0 to the number of classes − 1.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <exception cref="ArgumentException">Numbers of pictures and labels that differ, or a label without a class.</exception>
    public PictureSet(string name, IReadOnlyList<Picture> pictures, IReadOnlyList<int> labels, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classes);
        if (pictures.Count != labels.Count)
        {
            throw new ArgumentException($"{name}: {pictures.Count} pictures and {labels.Count} labels, expected as many of one as of the other.");
        }

        for (var i = 0; i < labels.Count; i++)
        {
            if ((uint)labels[i] >= (uint)classes.Count)
            {
                throw new ArgumentException($"{name}: label {labels[i]} of picture {i} is not one of 0 to {classes.Count - 1}. Correct it, or name more classes.");
            }
        }

        (Name, _pictures, _labels, Classes) = (name, pictures, labels, classes);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int Count => _pictures.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public override int LabelOf(int index) => _labels[index];

    /// <inheritdoc/>
    public override Picture PictureOf(int index) => _pictures[index];
}
