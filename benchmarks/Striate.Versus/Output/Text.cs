using System.Globalization;
using Striate.Versus.Libtorch;

namespace Striate.Versus.Output;

/// <summary>Figures and names as both outputs write them.</summary>
internal static class Text
{
    /// <summary>Points, not commas.</summary>
    public static CultureInfo Culture => CultureInfo.InvariantCulture;

    /// <summary>Four digits that count.</summary>
    public static string Of(double value) => value.ToString(value is >= 1000 or <= -1000 ? "F0" : "G4", Culture);

    /// <summary>"contiguous" or "channels-last".</summary>
    public static string Of(MemoryFormat format) => format == MemoryFormat.Contiguous ? "contiguous" : "channels-last";

    /// <summary>"1 thread: 243.1 GFLOP/s of multiply-adds, 21.3 GB/s of copying".</summary>
    public static string Of(Measuring.Limits limits) =>
        $"{limits.Threads} thread{(limits.Threads == 1 ? "" : "s")}: {Of(2 * limits.MultiplyAddsPerSecond / 1e9)} GFLOP/s of multiply-adds, "
        + $"{Of(limits.BytesPerSecond / 1e9)} GB/s of copying";
}
