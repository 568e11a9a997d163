namespace Striate.Kernels.Norm;

/// <summary>Sizes of a group normalisation.</summary>
public readonly record struct GroupNormGeometry
{
    /// <summary>Samples.</summary>
    public int N { get; private init; }

    /// <summary>Places of a channel, such as H·W.</summary>
    public int Places { get; private init; }

    /// <summary>Channels.</summary>
    public int Channels { get; private init; }

    /// <summary>Groups of channels.</summary>
    public int Groups { get; private init; }

    /// <summary>Channels of a group.</summary>
    public int GroupChannels => Channels / Groups;

    /// <summary>Numbers of a sample.</summary>
    public int SampleLength => Places * Channels;

    /// <summary>Numbers in all.</summary>
    public long Length => (long)N * SampleLength;

    /// <summary>A mean and a variance for each group of each sample.</summary>
    public int StatisticsLength => 2 * N * Groups;

    /// <summary>Checks the sizes.</summary>
    /// <param name="N">Samples, 0 or more.</param>
    /// <param name="places">Places of a channel, at least 1.</param>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="groups">Groups, which divide the channels.</param>
    /// <exception cref="ShapeException">A size is too small, or the groups do not divide the channels.</exception>
    public static GroupNormGeometry Create(int N, int places, int channels, int groups) =>
        N < 0 || places < 1 || channels < 1 || groups < 1 || channels % groups != 0
            ? throw new ShapeException($"{channels} channels of {places} place(s) in {groups} group(s): all must be at least 1, and groups must divide the channels.")
            : new GroupNormGeometry { N = N, Places = places, Channels = channels, Groups = groups };

    /// <summary>"[8, 64, 49] in 32 groups".</summary>
    public override string ToString() => $"[{N}, {Channels}, {Places}] in {Groups} groups";
}
