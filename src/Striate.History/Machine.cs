namespace Striate.History;

/// <summary>A machine of the line that led to convolutional networks: who built it, why it counts, and how to run it.</summary>
public abstract class Machine
{
    /// <summary>The word by which it is called, such as "perceptron".</summary>
    public abstract string Name { get; }

    /// <summary>Its full name.</summary>
    public abstract string Title { get; }

    /// <summary>The year of its publication.</summary>
    public abstract int Year { get; }

    /// <summary>Who built it.</summary>
    public abstract string People { get; }

    /// <summary>What was new, in one sentence.</summary>
    public abstract string Idea { get; }

    /// <summary>What it could not do, in one sentence.</summary>
    public abstract string Limit { get; }

    /// <summary>Where it was published.</summary>
    public abstract IReadOnlyList<string> Papers { get; }

    /// <summary>What it learns from.</summary>
    public abstract Material Material { get; }

    /// <summary>Builds, trains and examines it.</summary>
    /// <param name="lesson">What it learns from, for how long, and whom to tell.</param>
    /// <returns>What it has shown.</returns>
    /// <exception cref="OperationCanceledException">The lesson was ended before there was anything to show.</exception>
    public abstract Exhibit Run(Lesson lesson);
}

/// <summary>What a machine learns from.</summary>
public enum Material
{
    /// <summary>Nothing but what it draws itself.</summary>
    None,

    /// <summary>Handwritten digits: MNIST, or any grey pictures of ten classes.</summary>
    Digits,

    /// <summary>Pictures in colour: CIFAR-10, or any folder with one folder of pictures for each class.</summary>
    Photos,

    /// <summary>A folder of recordings, named {digit}_{speaker}_{index}.wav.</summary>
    Speech,
}
