using System.CommandLine;
using System.CommandLine.Parsing;
using Striate.Data;
using Striate.Kernels.Threading;

namespace Striate.Cli;

/// <summary>Runs a command and turns whatever goes wrong into one line on the error output and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage.</summary>
    public const int WrongUsage = 2;

    public static int Run(RootCommand root, string[] args)
    {
        if (args.Length == 0)
        {
            root.Parse(["--help"]).Invoke();
            return WrongUsage;
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Complain(Explain(parsed), WrongUsage);
        }

        if (FindEmpty(parsed) is { } name)
        {
            return Complain($"{name} '': expected a value. {SeeHelp(parsed.CommandResult.Command)}", WrongUsage);
        }

        // A library that starts cannot say so; it takes all processors then.
        if (Environment.GetEnvironmentVariable("STRIATE_THREADS") is { Length: > 0 } threads
            && !(int.TryParse(threads, out var count) && count is >= 1 and <= Workers.MostCount))
        {
            return Complain($"The variable STRIATE_THREADS is '{threads}': give a number from 1 to {Workers.MostCount}.", WrongUsage);
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UsageException error)
        {
            return Complain(error.Message, WrongUsage);
        }
        catch (OperationCanceledException)
        {
            return Complain("Stopped before there was anything to show.", Failed);
        }
        catch (OutOfMemoryException)
        {
            return Complain("There is not enough memory. Use a smaller batch or smaller pictures.", Failed);
        }
        catch (Exception error)
        {
            return Complain(Message(Innermost(error)), Failed);
        }
    }

    /// <summary>Writes what is wrong on the error output.</summary>
    /// <param name="message">One line.</param>
    /// <param name="code">The exit code.</param>
    /// <returns>The exit code.</returns>
    public static int Complain(string message, int code)
    {
        Console.Error.WriteLine($"striate: {message.ReplaceLineEndings(" ")}");
        return code;
    }

    private static Exception Innermost(Exception error) => error is AggregateException { InnerException: { } inner } ? Innermost(inner) : error;

    // The name of a parameter, which .NET puts behind the text, is for those who write C#.
    internal static string Message(Exception error) => error is ArgumentException { ParamName: { } name }
        ? error.Message.Split($" (Parameter '{name}')")[0]
        : error.Message;

    private static string Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var unknown, ..])
        {
            var isOption = unknown.StartsWith('-');
            List<string> known = isOption
                ? [.. command.Options.Select(option => option.Name)]
                : [.. command.Subcommands.Select(sub => sub.Name)];
            if (known.Count > 0)
            {
                return $"There is no {(isOption ? "option" : "command")} '{unknown}'. {Suggestion.For(unknown, known)} {SeeHelp(command)}";
            }
        }

        var error = parsed.Errors[0];
        var message = error.SymbolResult is OptionResult { Tokens: [var token, ..] } option && Expected(option.Option.ValueType) is { } expected
            ? $"{option.Option.Name} {token.Value}: expected {expected}."
            : error.SymbolResult is ArgumentResult { Tokens: [], Argument: { } missing } ? $"{missing.Name.ToUpperInvariant()} is missing: {missing.Description}"
            : error.Message;
        return $"{message} {SeeHelp(command)}";
    }

    // No option and no argument takes an empty text, as of a shell's variable that is not set.
    private static string? FindEmpty(ParseResult parsed) => parsed.CommandResult.Children
        .Where(child => child.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        .Select(child => child is OptionResult option ? option.Option.Name : ((ArgumentResult)child).Argument.Name)
        .FirstOrDefault();

    private static string? Expected(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        TypeCode.Int32 => "a whole number",
        TypeCode.UInt64 => "a whole number of at least 0",
        TypeCode.Double => "a number",
        _ => null,
    };

    private static string SeeHelp(Command command) => $"See {Invocation.Of($"{PathOf(command)}--help")}.";

    private static string PathOf(Symbol command) =>
        command is RootCommand ? "" : $"{PathOf(command.Parents.First())}{command.Name} ";
}
