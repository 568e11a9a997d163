using System.Globalization;
using Striate.Reports;

namespace Striate.History;

/// <summary>What the machines have shown, as pages of one file each.</summary>
public static class HistoryPages
{
    /// <summary>Writes the page of one machine.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="exhibit">What it has shown.</param>
    /// <param name="path">The file, of the ending .html.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(Machine machine, Exhibit exhibit, string path)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(exhibit);
        new Page(
            $"{machine.Year}, {machine.People}",
            machine.Title,
            [new PageText(Story(machine)), new PageFacts(exhibit.Findings)],
            [.. exhibit.Sections, Sources(machine, exhibit)]).Write(path);
    }

    /// <summary>Writes one page of all machines, with the error on MNIST falling from one to the next.</summary>
    /// <param name="exhibits">What they have shown; a machine that has not run yet stands there with its idea alone.</param>
    /// <param name="path">The file, of the ending .html.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void WriteReport(IReadOnlyDictionary<string, Exhibit> exhibits, string path)
    {
        ArgumentNullException.ThrowIfNull(exhibits);
        new Page(
            "From the perceptron to AlexNet",
            "The machines that led here",
            [new PageText("Each machine below was built again on today's parts and run on this computer. What it could do, and what it could not, is measured.")],
            [Overview(exhibits), .. Machines.All.Select(machine => Section(machine, exhibits.GetValueOrDefault(machine.Name)))])
        { HasContents = true }.Write(path);
    }

    private static PageSection Overview(IReadOnlyDictionary<string, Exhibit> exhibits)
    {
        List<PagePart> parts =
        [
            new PageTable(
                ["Machine", "New"], ["Year", "Test error on MNIST"],
                [.. Machines.All.Select(machine => (IReadOnlyList<string>)[machine.Title, machine.Idea, $"{machine.Year}", ErrorOf(exhibits.GetValueOrDefault(machine.Name))])]),
        ];
        var tested = new List<(Machine Machine, double Error, int Learned)>();
        foreach (var machine in Machines.All)
        {
            if (exhibits.GetValueOrDefault(machine.Name) is { MnistError: { } error } exhibit)
            {
                tested.Add((machine, error, exhibit.DigitsLearned));
            }
        }

        if (tested.Count > 1)
        {
            parts.Add(PageFigure.Of(
                "errors", DigitErrorFigure.Draw(tested), "Test error on MNIST by machine",
                string.Join(' ', Caption([.. tested.Select(entry => entry.Machine.Name)], [.. tested.Select(entry => exhibits[entry.Machine.Name])]))));
        }

        return new PageSection("The line", parts);
    }

    // What to bear in mind about the machines that were tested.
    private static IEnumerable<string> Caption(HashSet<string> names, List<Exhibit> exhibits)
    {
        yield return "Share of the test digits of MNIST that each machine takes for another, and how the lowest share fell.";
        var isOfManyCounts = exhibits.DistinctBy(exhibit => exhibit.DigitsLearned).Count() > 1;
        var isOfBothRuns = exhibits.DistinctBy(exhibit => exhibit.IsFull).Count() > 1;
        if (isOfManyCounts || isOfBothRuns)
        {
            var runs = isOfBothRuns ? ", some in a run of two minutes and some in a long one" : "";
            yield return $"It is no race on equal terms: machines learned from {(isOfManyCounts ? "different numbers of" : "as many")} digits{runs}.";
        }

        if (names.Contains("neocognitron"))
        {
            yield return "The neocognitron, which learns without labels, is read by a linear layer.";
        }

        if (names.Contains("zipnet"))
        {
            yield return $"The net of 1989 sees 16 × 16 pixels and has 9,760 parameters{(names.Contains("backpropagation") ? ", a fortieth of those of the net before it" : "")}.";
        }

        if (names.Contains("dbn"))
        {
            yield return $"The deep belief net{(names.Contains("perceptron") ? ", as Mark I," : "")} does not know that pixels have neighbours.";
        }
    }

    private static PageSection Section(Machine machine, Exhibit? exhibit)
    {
        List<PagePart> parts = [new PageText($"{machine.Year}, {machine.People}. {Story(machine)}")];
        if (exhibit is null)
        {
            parts.Add(new PageText("It has not run here yet:"));
            parts.Add(new PageCode($"striate history {machine.Name}{(machine.Material == Material.Speech ? " --data FOLDER" : "")}"));
        }
        else
        {
            parts.Add(new PageFacts(exhibit.Findings));
            parts.AddRange(exhibit.Sections.Append(Sources(machine, exhibit)).SelectMany(section => section.Parts.Prepend(new PageHeading(section.Title))));
        }

        return new PageSection(machine.Title, parts);
    }

    private static string Story(Machine machine) => $"New: {machine.Idea} Not yet: {machine.Limit}";

    private static PageSection Sources(Machine machine, Exhibit exhibit) => new(
        "Sources",
        [
            .. machine.Papers.Select(paper => new PageText(paper)),
            new PageText(string.Create(CultureInfo.InvariantCulture, $"This {(exhibit.IsFull ? "long" : "quick")} run took {exhibit.Time.TotalSeconds:0} s:")),
            new PageCode(exhibit.Command),
        ]);

    private static string ErrorOf(Exhibit? exhibit) => exhibit?.MnistError is { } error ? Percent.Of(error) : "";
}
