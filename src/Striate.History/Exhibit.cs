using System.Text.Json;
using Striate.Reports;
using Striate.Tensors;

namespace Striate.History;

/// <summary>What a machine has shown in its run.</summary>
/// <param name="Findings">Its figures, the most telling first: of what, and how much with its unit.</param>
/// <param name="Sections">The story in pictures, tables and a few sentences.</param>
public sealed record Exhibit(IReadOnlyList<PageFact> Findings, IReadOnlyList<PageSection> Sections)
{
    /// <summary>Share of the test digits that it takes for another, from 0 to 1; null where it was not tested on digits.</summary>
    public double? DigitError { get; init; }

    /// <summary>How many digits it learned that from.</summary>
    public int DigitsLearned { get; init; }

    /// <summary>Whether these were the digits of MNIST, so that machines can be compared.</summary>
    public bool IsOfMnist { get; init; }

    /// <summary>The error that can be compared with those of other machines; null where there is none.</summary>
    internal double? MnistError => IsOfMnist ? DigitError : null;

    /// <summary>How long the run took.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>Whether it was the long run.</summary>
    public bool IsFull { get; init; }

    /// <summary>What everything random was decided by.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The command that makes it again.</summary>
    public string Command { get; init; } = "";

    /// <summary>Stores it.</summary>
    /// <param name="path">The file, of the ending .json.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Reads what was stored.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileFormatException">It is not an exhibit.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Exhibit Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            return JsonSerializer.Deserialize<Exhibit>(bytes) is { Findings: not null, Sections: not null, Command: not null } exhibit
                && !exhibit.Findings.Contains(null!) && !exhibit.Sections.Contains(null!) ? exhibit : throw new JsonException();
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException)
        {
            throw new FileFormatException(path, "is not the result of a machine's run", "Delete it and run the machine again");
        }
    }
}
