using System.Diagnostics;
using System.Globalization;
using Striate.Versus.Contenders;
using Striate.Versus.Libtorch;

namespace Striate.Versus.Measuring;

/// <summary>
/// The most memory that a case takes: how far the process's resident memory rises while one side is made and runs a few times.
/// Each side has a process of its own, whose memory nothing else has used before.
/// </summary>
internal static class PeakMemory
{
    private const int Runs = 3;
    private const double Megabyte = 1024 * 1024;

    /// <summary>Striate's name among the sides; the peer's are those of its memory formats.</summary>
    public const string Striate = nameof(Striate);

    /// <summary>Measures one side in this process.</summary>
    /// <param name="work">The case.</param>
    /// <param name="side">The side.</param>
    /// <returns>Megabytes.</returns>
    public static double Measure(Case work, string side)
    {
        var before = Environment.WorkingSet;
        using var contender = Make(work, side);
        for (var run = 0; run < Runs; run++)
        {
            contender.Run();
        }

        using var process = Process.GetCurrentProcess();
        return (process.PeakWorkingSet64 - before) / Megabyte;
    }

    /// <summary>Measures all sides of a case, each in a process of its own.</summary>
    /// <param name="work">The case.</param>
    /// <param name="threads">Threads of each side.</param>
    /// <returns>Megabytes of Striate, and of the peer in the format that takes less.</returns>
    public static (double Striate, double Peer) Compare(Case work, int threads) =>
        (InProcess(work, threads, Striate), work.Formats.Min(format => InProcess(work, threads, format.ToString())));

    private static IContender Make(Case work, string side) =>
        side == Striate ? work.Striate() : work.Libtorch(Enum.Parse<MemoryFormat>(side));

    private static double InProcess(Case work, int threads, string side)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["--case", work.Name, "--threads", $"{threads}", "--peak-of", side]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? double.Parse(text, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{work.Name}: the process of {side} ended with {process.ExitCode}.");
    }
}
