using System.CommandLine;
using System.Diagnostics;
using Striate.Data;
using Striate.History;
using Striate.Tensors;

namespace Striate.Cli.Commands;

/// <summary>striate history: the machines that led to convolutional networks, running.</summary>
internal static class HistoryCommand
{
    private const int Thousand = 1000;
    private const string DataOption = " --data ";

    private static readonly Argument<string?> Name = new("machine") { Description = "Which one runs; without it, all are listed.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> Folder = new("--out") { Description = "The folder for pages and results.", DefaultValueFactory = _ => "history" };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Decides everything random.", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> Full = new("--full") { Description = "The long run whose figures stand in the documentation, instead of two minutes at most." };
    private static readonly Option<string?> Data = new("--data") { Description = "What it learns from: a data set or a folder of pictures, or a folder of recordings; by default mnist or cifar10." };

    public static Command Create()
    {
        var command = new Command("history", "The machines that led to convolutional networks, from the perceptron to AlexNet: lists them, or runs one.")
        {
            Name, Data, Full, Seed, Folder, CreateReport(),
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(Name) is { } machine)
            {
                Run(Find(machine), parsed.GetValue(Data), parsed);
            }
            else
            {
                List();
            }
        });
        return command;
    }

    private static Command CreateReport()
    {
        var command = new Command("report", "One page of all machines; those that have not run yet, and whose data are here, run first.") { Seed, Full, Folder };
        command.SetAction(Report);
        return command;
    }

    private static Machine Find(string name) => Machines.Find(name)
        ?? throw new UsageException($"There is no machine '{name}'. {Suggestion.For(name, [.. Machines.All.Select(machine => machine.Name)])}");

    private static void List()
    {
        var table = new WideTable(("machine", false), ("year", true), ("people", false), ("idea", false)) { WrapsLast = true };
        foreach (var machine in Machines.All)
        {
            table.Add(machine.Name, $"{machine.Year}", Surnames(machine.People), machine.Idea);
        }

        Screen.Write(table);
        Console.WriteLine($"Run one: {Invocation.Of("history MACHINE")}. One page of all: {Invocation.Of("history report")}.");
    }

    // As papers are cited: "Rosenblatt", "Widrow and Hoff", "LeCun et al.".
    private static string Surnames(string people)
    {
        var names = people.Replace(" and ", ", ", StringComparison.Ordinal).Split(", ").Select(name => name.Split(' ')[^1]).ToList();
        return names.Count < 3 ? string.Join(" and ", names) : $"{names[0]} et al.";
    }

    private static Exhibit Run(Machine machine, string? data, ParseResult parsed)
    {
        // What is missing shows before anything is written.
        var (isFull, seed) = (parsed.GetValue(Full), parsed.GetValue(Seed));
        var source = SourceOf(machine, data, seed);
        var recordings = machine.Material == Material.Speech ? RecordingsOf(machine, data) : "";
        var folder = Output(parsed, FilesOf(machine));
        var isOfMnist = machine.Material == Material.Digits && DataSource.IsMnist(data ?? UsualData(machine)!);
        var watch = Stopwatch.StartNew();
        var shown = StepProgress.Run(machine.Title, Thousand, (report, cancel) => machine.Run(new Lesson
        {
            Pictures = () => (source!.Train, source.Test),
            IsOfMnist = isOfMnist,
            Recordings = recordings,
            IsFull = isFull,
            Seed = seed,
            Tell = (_, share) => report((int)(Thousand * share)),
            Cancel = cancel,
        }));
        var exhibit = shown with
        {
            Time = watch.Elapsed,
            IsFull = isFull,
            IsOfMnist = isOfMnist,
            Seed = seed,
            Command = $"striate history {machine.Name}{(data is null || data == UsualData(machine) ? "" : DataOption + Invocation.Quote(data))}{(isFull ? " --full" : "")}{(seed == 1 ? "" : $" --seed {seed}")}",
        };
        var page = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{machine.Name}.html");
        HistoryPages.Write(machine, exhibit, page);
        exhibit.Save(Path.ChangeExtension(page, ".json"));
        Console.WriteLine($"{machine.Title}, {machine.Year}, {machine.People}");
        Console.WriteLine($"New: {machine.Idea}");
        Console.WriteLine($"Not yet: {machine.Limit}");
        foreach (var finding in exhibit.Findings)
        {
            Console.WriteLine($"  {finding.Name}: {finding.Value}");
        }

        Console.WriteLine(page);
        return exhibit;
    }

    private static DataSource? SourceOf(Machine machine, string? data, ulong seed)
    {
        if (machine.Material == Material.None && data is not null)
        {
            throw new UsageException($"--data: the machine '{machine.Name}' learns from nothing but what it draws itself. Leave it out.");
        }

        var source = UsualData(machine) is { } usual ? DataSource.Open(data ?? usual, seed) : null;
        return source is null or { Train.Classes.Count: > 1 }
            ? source
            : throw new UsageException($"--data {data}: it has {source.Train.Classes.Count} class of pictures, and a machine tells at least two apart.");
    }

    // What a run writes.
    private static string[] FilesOf(Machine machine) => [$"{machine.Name}.html", $"{machine.Name}.json"];

    private static string Output(ParseResult parsed, IEnumerable<string> files)
    {
        var folder = Outputs.Folder(parsed.GetValue(Folder)!);
        return files.Select(file => Path.Combine(folder, file)).FirstOrDefault(Directory.Exists) is { } taken
            ? throw new UsageException($"--out {parsed.GetValue(Folder)}: {taken} is a folder, and a file of that name is to be written. Move it away, or name another folder.")
            : folder;
    }

    private static void Report(ParseResult parsed)
    {
        // What stands before the word belongs to the command above it, and would be lost.
        if ((parsed.GetValue(Name) ?? parsed.GetValue(Data)) is { } lost)
        {
            throw new UsageException($"{lost}: a report is of all machines, each on its usual data. Leave it out, or run a machine first: what ran already goes into the report as it is.");
        }

        var folder = Output(parsed, Machines.All.SelectMany(FilesOf).Append("report.html"));
        var exhibits = new Dictionary<string, Exhibit>();
        foreach (var machine in Machines.All)
        {
            var canRun = machine.Material == Material.None || (UsualData(machine) is { } data && DataSource.IsHere(data));
            if (Stored(Path.Combine(folder, $"{machine.Name}.json"), canRun) is { } before && (!canRun || (IsAsked(before, parsed) && IsOfUsualData(machine, before))))
            {
                exhibits[machine.Name] = before;
                var note = IsOfUsualData(machine, before) ? "" : $", not on {UsualData(machine)}, which is not here";
                Console.WriteLine($"{machine.Title}: as it ran before{note} ({before.Command})");
            }
            else if (canRun)
            {
                exhibits[machine.Name] = Run(machine, data: null, parsed);
            }
        }

        var page = Path.Combine(Directory.CreateDirectory(folder).FullName, "report.html");
        HistoryPages.WriteReport(exhibits, page);
        foreach (var machine in Machines.All.Where(machine => !exhibits.ContainsKey(machine.Name)))
        {
            Console.WriteLine($"{machine.Title} has not run: its data are not here. {Invocation.Of($"history {machine.Name} --data DATA")}");
        }

        Console.WriteLine(page);
    }

    // What ran before; null where nothing did, or what is there cannot be read.
    private static Exhibit? Stored(string path, bool canRun)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            if (Exhibit.Load(path) is { Command.Length: > 0 } exhibit)
            {
                return exhibit;
            }
        }
        catch (FileFormatException)
        {
        }

        Console.WriteLine($"{path}: it is not the result of a machine's run, or of an older version{(canRun ? "; the machine runs again" : "")}.");
        return null;
    }

    // Of speech there is no usual data.
    private static bool IsOfUsualData(Machine machine, Exhibit exhibit) => machine.Material switch
    {
        Material.Digits => exhibit.IsOfMnist,
        Material.Photos => !exhibit.Command.Contains(DataOption, StringComparison.Ordinal),
        _ => true,
    };

    // The long run, or a seed, has to be what was asked for; if nothing was, any run will do.
    private static bool IsAsked(Exhibit exhibit, ParseResult parsed) =>
        (exhibit.IsFull || !parsed.GetValue(Full)) && (parsed.GetResult(Seed) is null or { Implicit: true } || exhibit.Seed == parsed.GetValue(Seed));

    private static string? UsualData(Machine machine) => machine.Material switch
    {
        Material.Digits => "mnist",
        Material.Photos => "cifar10",
        _ => null,
    };

    private static string RecordingsOf(Machine machine, string? data) => data is null
        ? throw new UsageException($"The machine '{machine.Name}' learns from recordings. Name their folder with --data; its files are called {{digit}}_{{speaker}}_{{index}}.wav, as those of the Free Spoken Digit Dataset.")
        : Directory.Exists(data) ? data : throw new UsageException($"--data {data}: there is no such folder.");
}
