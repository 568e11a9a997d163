using System.CommandLine;

namespace Striate.Cli.Commands.See;

/// <summary>An option that is a number of at least 1.</summary>
internal static class CountOption
{
    public static Option<int> Create(string name, string description, int usual) => new(name) { Description = description, DefaultValueFactory = _ => usual };

    /// <exception cref="UsageException">It is less than 1, or more than the most.</exception>
    public static int Read(Option<int> option, ParseResult parsed, int most = int.MaxValue) => parsed.GetValue(option) is > 0 and var number && number <= most
        ? number
        : throw new UsageException($"{option.Name} {parsed.GetValue(option)}: give a number of {(most == int.MaxValue ? "at least 1" : $"1 to {most}")}.");
}
