using System.Diagnostics;

namespace Striate.Tests;

/// <summary>Runs a program and catches what it says.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its error output.</param>
internal sealed record Command(int ExitCode, string Output, string Errors)
{
    public static Command Run(string program, string[] arguments, string folder, TimeSpan timeout)
    {
        using var process = Start(program, arguments, folder);
        return Finish(process, timeout);
    }

    public static Process Start(string program, string[] arguments, string folder) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = folder,
    })!;

    public static Command Finish(Process process, TimeSpan timeout)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(timeout))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{process.StartInfo.FileName} did not end within {timeout}.");
        }

        return new Command(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }
}
