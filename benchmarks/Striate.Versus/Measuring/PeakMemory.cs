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

    // Among the sides; the peer's are those of its memory formats.
    private const string Striate = nameof(Striate);

    /// <summary>The sides that can be measured.</summary>
    public static IReadOnlyList<string> Sides { get; } = [Striate, .. Enum.GetNames<MemoryFormat>()];

    /// <summary>Whether there is a side of that name.</summary>
    public static bool HasSide(string side) => Sides.Contains(side);

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
    /// <param name="striate">Megabytes of Striate.</param>
    /// <param name="peer">Megabytes of the peer, in the format that takes less.</param>
    /// <returns>Whether every process did its work.</returns>
    public static bool TryCompare(Case work, int threads, out double striate, out double peer)
    {
        striate = InProcess(work, threads, Striate);
        peer = work.Formats.Select(format => InProcess(work, threads, format.ToString())).Min();
        return double.IsFinite(striate) && double.IsFinite(peer);
    }

    private static IContender Make(Case work, string side) =>
        side == Striate ? work.Striate() : work.Libtorch(Enum.Parse<MemoryFormat>(side));

    private static double InProcess(Case work, int threads, string side)
    {
        string[] arguments = ["--case", work.Name, "--threads", $"{threads}", "--peak-of", side];

        // Run as "dotnet striate-versus.dll" the process is dotnet, which wants to be told of what.
        var program = typeof(PeakMemory).Assembly;
        var isHosted = Path.GetFileNameWithoutExtension(Environment.ProcessPath) != program.GetName().Name;
        var start = new ProcessStartInfo(Environment.ProcessPath!, isHosted ? [program.Location, .. arguments] : arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? double.Parse(text, CultureInfo.InvariantCulture) : double.NaN;
    }
}
