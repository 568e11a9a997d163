using System.Globalization;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>Single amounts between text and numbers.</summary>
internal static class AmountText
{
    public static int Whole(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    public static float Number(string text) => float.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <summary>"0.9-1.1".</summary>
    public static (float Low, float High) Range(string text) => Array.ConvertAll(text.Split('-'), Number) is [var low, var high]
        ? (low, high)
        : throw new FormatException("A range is two numbers.");

    /// <summary>"224x224", or "224" for a square.</summary>
    public static Size2d Size(string text)
    {
        var sides = Array.ConvertAll(text.Split('x'), Whole);
        return sides is [var height, var width] ? (height, width) : sides is [var side] ? side : throw new FormatException("A size is HEIGHTxWIDTH.");
    }

    /// <summary>The amount at a place, or what it is where it was left out.</summary>
    public static T At<T>(string[] amounts, int place, Func<string, T> read, T otherwise) => amounts.Length > place ? read(amounts[place]) : otherwise;

    public static string Of(float value) => value.ToString("0.#######", CultureInfo.InvariantCulture);

    public static string Of((float Low, float High) range) => $"{Of(range.Low)}-{Of(range.High)}";

    public static string Of(Size2d size) => size.Height == size.Width ? $"{size.Height}" : $"{size.Height}x{size.Width}";

    /// <summary>Amounts without those at the end that have their usual value.</summary>
    /// <param name="needed">How many are written in any case.</param>
    /// <param name="amounts">Each with its usual value.</param>
    public static string[] Shortest(int needed, params (string Amount, string Usual)[] amounts)
    {
        var count = amounts.Length;
        while (count > needed && amounts[count - 1].Amount == amounts[count - 1].Usual)
        {
            count--;
        }

        return Array.ConvertAll(amounts[..count], a => a.Amount);
    }
}
