using Spectre.Console;

namespace Striate.Cli;

/// <summary>The terminal. Redirected output is wide enough for any table and carries no colours.</summary>
internal static class Screen
{
    private const int WideEnough = 400;

    /// <summary>Standard output.</summary>
    public static IAnsiConsole Out { get; } = Create();

    /// <summary>Whether a person looks at it.</summary>
    public static bool IsTerminal => !Console.IsOutputRedirected;

    /// <summary>Letters of a line.</summary>
    public static int Width => Out.Profile.Width;

    /// <summary>Writes a table.</summary>
    public static void Write(WideTable table)
    {
        foreach (var line in table.Lines(Width))
        {
            Console.WriteLine(line);
        }
    }

    private static IAnsiConsole Create()
    {
        var console = AnsiConsole.Console;
        if (!IsTerminal)
        {
            console.Profile.Width = WideEnough;
        }

        return console;
    }
}
