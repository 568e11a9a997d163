using System.Diagnostics;

namespace Striate.Tests;

/// <summary>Memory of the whole process, native libraries' included, which the garbage collector's counts leave out.</summary>
internal static class ResidentMemory
{
    private static readonly Lock Gate = new();
    private static long _peak;

    /// <summary>
    /// The most bytes that the process has had in memory so far; it never falls. The system's own figure does by a little, as it is put
    /// together from counts that each thread keeps.
    /// </summary>
    public static long Peak
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            lock (Gate)
            {
                return _peak = Math.Max(_peak, process.PeakWorkingSet64);
            }
        }
    }
}
