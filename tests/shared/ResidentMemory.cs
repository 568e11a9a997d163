using System.Diagnostics;

namespace Striate.Tests;

/// <summary>Memory of the whole process, native libraries' included, which the garbage collector's counts leave out.</summary>
internal static class ResidentMemory
{
    /// <summary>The most bytes that the process has had in memory so far; it never falls.</summary>
    public static long Peak
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }
}
