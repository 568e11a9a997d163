using System.Globalization;

namespace Striate.Reports;

/// <summary>How numbers read in a report.</summary>
internal static class ReportText
{
    /// <summary>"99.12 %", or "&lt; 0.01 %": never rounded up to all or down to none.</summary>
    public static string Percent(double share, int digits = 2)
    {
        var step = Math.Pow(10, -digits);
        var percent = Math.Round(100 * share, digits);
        percent = share < 1 ? Math.Min(percent, 100 - step) : percent;
        return share > 0 && percent == 0 ? $"< {Fixed(step)} %" : $"{Fixed(percent)} %";

        string Fixed(double number) => number.ToString($"F{digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>"61,706".</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"3 mistakes", "1 mistake".</summary>
    public static string Count(long value, string noun) => $"{Count(value)} {noun}{(value == 1 ? "" : "s")}";

    /// <summary>"416.5 K", "1.82 G": three digits and a unit.</summary>
    public static string Short(long value) => value switch
    {
        < 10_000 => Count(value),
        < 999_500 => $"{Number(value / 1e3)} K",
        < 999_500_000 => $"{Number(value / 1e6)} M",
        _ => $"{Number(value / 1e9)} G",
    };

    /// <summary>Three digits, without an exponent where it reads well.</summary>
    public static string Number(double value) => value is 0 || (Math.Abs(value) is >= 1e-4 and < 1e6)
        ? Round(value, 3).ToString("0.#########", CultureInfo.InvariantCulture)
        : value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>A number exactly as it must be typed.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>"42.3 s", "3 min 20 s", "2 h 5 min".</summary>
    public static string Duration(TimeSpan time)
    {
        var seconds = (long)Math.Round(time.TotalSeconds);
        return time.TotalSeconds switch
        {
            < 59.95 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
            < 3599.5 => $"{seconds / 60} min {seconds % 60} s",
            _ => $"{seconds / 3600} h {seconds / 60 % 60} min",
        };
    }

    private static double Round(double value, int digits)
    {
        if (value == 0)
        {
            return 0;
        }

        var scale = Math.Pow(10, digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
        return Math.Round(value * scale) / scale;
    }
}
