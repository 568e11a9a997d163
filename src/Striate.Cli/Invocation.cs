namespace Striate.Cli;

/// <summary>The command as the user can type it again: by its name, by dotnet run, by its path, or by that of its library behind dotnet.</summary>
internal static class Invocation
{
    private const string Project = "Striate.Cli.csproj";

    private static readonly string Program = Find(Started(Environment.ProcessPath ?? "striate", Environment.GetCommandLineArgs()[0]), Environment.CurrentDirectory, Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>The command with its arguments.</summary>
    public static string Of(string arguments) => $"{Program} {arguments}";

    /// <summary>What was started: the program, or the library that dotnet runs.</summary>
    internal static string Started(string process, string library) => Path.GetFileNameWithoutExtension(process) == "dotnet" ? Path.GetFullPath(library) : process;

    /// <summary>How a program is typed.</summary>
    /// <param name="program">Its path; of a library that dotnet runs, the library's.</param>
    /// <param name="current">The current directory.</param>
    /// <param name="search">The folders in which the shell looks for programs.</param>
    internal static string Find(string program, string current, string search)
    {
        var folder = Path.GetDirectoryName(program) ?? "";
        var isLibrary = Path.GetExtension(program) == ".dll";
        if (!isLibrary && search.Split(Path.PathSeparator).Any(entry => entry.Length > 0 && Path.TrimEndingDirectorySeparator(entry) == folder))
        {
            return Path.GetFileNameWithoutExtension(program);
        }

        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Project)))
            {
                var configuration = Path.GetRelativePath(at.FullName, folder).Split(Path.DirectorySeparatorChar).Contains("Release") ? " -c Release" : "";
                return $"dotnet run{configuration} --project {Quote(Path.GetRelativePath(current, at.FullName))} --";
            }
        }

        return isLibrary ? $"dotnet {Quote(program)}" : Quote(program);
    }

    /// <summary>A path as it is to be typed.</summary>
    public static string Quote(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
