using System.CommandLine;
using System.Diagnostics;
using System.Reflection;
using Striate.Kernels.Threading;
using Striate.Tensors;
using Striate.Versus.Cases;
using Striate.Versus.Libtorch;
using Striate.Versus.Measuring;
using Striate.Versus.Output;
using TorchSharp;

namespace Striate.Versus;

/// <summary>Runs Striate and libtorch in turn on the same work and says who is ahead.</summary>
internal static class Program
{
    private const int Done = 0, Failed = 1, WrongUsage = 2;

    private static int Main(string[] args)
    {
        var cases = new Option<string>("--case") { Description = "Cases to run: names with * for any letters, separated by commas.", DefaultValueFactory = _ => "*" };
        var threads = new Option<string>("--threads") { Description = "Numbers of threads, separated by commas.", DefaultValueFactory = _ => "1,2" };
        var pairs = new Option<int>("--pairs") { Description = "Samples of each side, taken in turn.", DefaultValueFactory = _ => 7 };
        var list = new Option<bool>("--list") { Description = "Names the cases and their targets, and ends." };
        var json = new Option<bool>("--json") { Description = "Prints a line of JSON for each case and number of threads instead of a table." };
        var memory = new Option<bool>("--memory") { Description = "Compares the most memory that each side takes, instead of speed." };
        var peakOf = new Option<string?>("--peak-of") { Description = "Prints the most memory, in MB, of one side of a case.", Hidden = true };
        var root = new RootCommand("Striate and libtorch in turn on the same work. Fails where their results differ.")
        {
            cases, threads, pairs, list, json, memory, peakOf,
        };
        root.SetAction(parsed => Run(
            parsed.GetValue(cases)!, parsed.GetValue(threads)!, parsed.GetValue(pairs), parsed.GetValue(list), parsed.GetValue(json),
            parsed.GetValue(memory), parsed.GetValue(peakOf)));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Complain($"{parsed.Errors[0].Message} See --help.", WrongUsage);
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (IOException error)
        {
            return Complain($"The results could not be written: {error.Message}", Failed);
        }
    }

    private static int Run(string patterns, string threads, int pairs, bool list, bool json, bool memory, string? peakOf)
    {
        var cases = Catalog.Select(patterns, out var unknown);
        if (unknown is not null)
        {
            return Complain($"No case is named '{unknown}'; --list names all.", WrongUsage);
        }

        var counts = new List<int>();
        foreach (var text in threads.Split(','))
        {
            if (!int.TryParse(text, out var count) || count is < 1 or > Workers.MostCount)
            {
                return Complain($"--threads {text}: expected numbers from 1 to {Workers.MostCount}, separated by commas.", WrongUsage);
            }

            if (!counts.Contains(count))
            {
                counts.Add(count);
            }
        }

        if (json && (memory || list))
        {
            return Complain($"--json tells speeds; leave it out with {(memory ? "--memory" : "--list")}.", WrongUsage);
        }

        if (pairs < 1)
        {
            return Complain($"--pairs {pairs}: expected a whole number of at least 1.", WrongUsage);
        }

        if (list)
        {
            foreach (var work in cases)
            {
                Console.WriteLine($"{work.Name,-40} {work.Target.ToString(Text.Culture)}");
            }

            return Done;
        }

        if (typeof(Tensor).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
        {
            return Complain("This is a debug build, whose times mean nothing. Build with -c Release.", Failed);
        }

        try
        {
            Library.Load();
        }
        catch (DllNotFoundException error)
        {
            return Complain(error.Message, Failed);
        }

        torch.set_num_interop_threads(1);
        if (peakOf is not null)
        {
            if (!PeakMemory.HasSide(peakOf))
            {
                return Complain($"There is no side '{peakOf}'. Known are: {string.Join(", ", PeakMemory.Sides)}.", WrongUsage);
            }

            UseThreads(counts[0]);
            Console.WriteLine(PeakMemory.Measure(cases[0], peakOf).ToString(Text.Culture));
            return Done;
        }

        if (memory)
        {
            return CompareMemory(cases, counts);
        }

        var outcomes = RunAll(cases, counts, pairs, json);
        if (!json)
        {
            OutcomeTable.Print(outcomes);
        }

        return outcomes.All(outcome => outcome.Agreement.Holds) ? Done : Failed;
    }

    // Results go to the output, progress to the error output.
    private static List<Outcome> RunAll(IReadOnlyList<Case> cases, List<int> threads, int pairs, bool json)
    {
        var limits = threads.ConvertAll(Limits.Measure);
        limits.ForEach(limit => Console.Error.WriteLine(Text.Of(limit)));
        var outcomes = new List<Outcome>();
        foreach (var work in cases)
        {
            foreach (var limit in limits)
            {
                var outcome = Duel.Run(work, limit, pairs);
                outcomes.Add(outcome);
                if (json)
                {
                    Console.WriteLine(JsonLines.Of(outcome));
                }
                else
                {
                    Console.Error.WriteLine($"{work.Name}, {limit.Threads} thread(s): {Text.Of(outcome.Ratio)}");
                }
            }
        }

        return outcomes;
    }

    private static int CompareMemory(IReadOnlyList<Case> cases, List<int> threads)
    {
        foreach (var (work, count) in cases.SelectMany(work => threads.Select(count => (work, count))))
        {
            if (!PeakMemory.TryCompare(work, count, out var striate, out var peer))
            {
                return Complain($"{work.Name}: a process that should have measured it failed; what it said stands above.", Failed);
            }

            Console.WriteLine(string.Create(
                Text.Culture, $"{work.Name,-40} {count} thread(s): Striate {striate:F0} MB, libtorch {peer:F0} MB, ratio {striate / peer:F2}"));
        }

        return Done;
    }

    private static void UseThreads(int count)
    {
        Workers.Count = count;
        torch.set_num_threads(count);
    }

    private static int Complain(string message, int code)
    {
        Console.Error.WriteLine($"striate-versus: {message}");
        return code;
    }
}
