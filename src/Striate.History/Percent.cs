using System.Globalization;

namespace Striate.History;

/// <summary>Shares as they stand in findings and tables.</summary>
internal static class Percent
{
    /// <summary>"4.61 %".</summary>
    public static string Of(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.00} %");
}
