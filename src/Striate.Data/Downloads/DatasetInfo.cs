namespace Striate.Data;

/// <summary>What is known of a public data set: what is in it, whose it is, and where it lies.</summary>
public sealed record DatasetInfo
{
    /// <summary>The name by which it is asked for.</summary>
    public required string Name { get; init; }

    /// <summary>The name by which it is known.</summary>
    public required string Title { get; init; }

    /// <summary>What is in it, in a few words.</summary>
    public required string Description { get; init; }

    /// <summary>How many pictures to train on.</summary>
    public required int Train { get; init; }

    /// <summary>How many to test with.</summary>
    public required int Test { get; init; }

    /// <summary>How many classes.</summary>
    public required int Classes { get; init; }

    /// <summary>Height x width x channels; "sizes differ" where they do.</summary>
    public required string PictureSize { get; init; }

    /// <summary>Under which terms it may be used, as its publishers say.</summary>
    public required string Licence { get; init; }

    /// <summary>Who made it, and where it was published.</summary>
    public required string Source { get; init; }

    /// <summary>Its page.</summary>
    public required Uri Home { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<RemoteFile> Files { get; init; }

    /// <summary>The folder that its archive unpacks to; empty where the files are read as they are.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The most bytes that its archive unpacks to; 0 where nothing is unpacked.</summary>
    public long MostUnpacked { get; init; }

    /// <summary>The names of the classes, where the files have other ones or none; null where theirs are taken.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Bytes of all files whose size is known.</summary>
    public long Size => Files.Sum(file => file.Size ?? 0);

    /// <summary>Which file of an archive is of use; null for all.</summary>
    internal Func<string, bool>? Keep { get; init; }
}
