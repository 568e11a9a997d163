using Striate.Data;
using Striate.Networks;
using Striate.Training;

namespace Striate.Reports;

/// <summary>All that a report tells of.</summary>
/// <param name="Recipe">How the network was trained.</param>
/// <param name="Description">What it is.</param>
/// <param name="Network">The network.</param>
/// <param name="Test">The data it was evaluated on.</param>
/// <param name="Evaluation">What it made of them.</param>
/// <param name="History">How the training went.</param>
internal sealed record RunData(
    Recipe Recipe, NetworkDescription Description, Module Network, Dataset Test, Evaluation Evaluation, RunHistory History)
{
    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> Classes => Description.Classes;

    /// <summary>How many samples are classified wrongly.</summary>
    public int Mistakes { get; } = Evaluation.Samples.Count(sample => !sample.IsRight);

    /// <summary>A name for the data that reads well: a folder's own, without the way to it.</summary>
    public string DataName => Path.GetFileName(Path.TrimEndingDirectorySeparator(Recipe.Data)) is { Length: > 0 } name ? name : Recipe.Data;
}
