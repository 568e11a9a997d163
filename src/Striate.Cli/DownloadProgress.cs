using Spectre.Console;
using Striate.Data;

namespace Striate.Cli;

/// <summary>How a download goes: a bar for each file in a terminal, else a line for each.</summary>
internal static class DownloadProgress
{
    /// <summary>Says why a file is tried again; above the bars, where there are some.</summary>
    public static void Retry(string line) => Screen.Out.WriteLine(line);

    /// <summary>Runs a download and shows how it goes.</summary>
    /// <param name="run">Runs it, and tells of the file at hand and how many of its bytes are there.</param>
    /// <returns>What the download gives.</returns>
    public static string Run(Func<Action<RemoteFile, long>, string> run)
    {
        if (!Screen.IsTerminal)
        {
            RemoteFile? current = null;
            return run((file, _) =>
            {
                if (file != current)
                {
                    current = file;
                    Console.WriteLine($"fetching {file.Name}");
                }
            });
        }

        return Screen.Out.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 20 }, new DownloadedColumn(), new TransferSpeedColumn())
            .Start(context =>
            {
                var tasks = new Dictionary<string, ProgressTask>();
                return run((file, bytes) =>
                {
                    if (!tasks.TryGetValue(file.Name, out var task))
                    {
                        task = context.AddTask(Markup.Escape(file.Name), maxValue: file.Size ?? 0);
                        task.IsIndeterminate = file.Size is null;
                        tasks[file.Name] = task;
                    }

                    task.Value = bytes;
                });
            });
    }
}
