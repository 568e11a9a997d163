using System.Globalization;

namespace Striate.History;

/// <summary>Shares as they stand in findings and tables.</summary>
internal static class Percent
{
    /// <summary>"4.61 %".</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <param name="digits">Behind the point.</param>
    public static string Of(double share, int digits = 2) => $"{(100 * share).ToString($"F{digits}", CultureInfo.InvariantCulture)} %";
}
