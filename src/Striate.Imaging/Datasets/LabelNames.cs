using System.Globalization;
using Striate.Tensors;

namespace Striate.Imaging;

/// <summary>
/// Classes out of labels as they stand in tables: numbers keep their order, names come in the order of the alphabet. Where one is a name all
/// are, so that the classes of letters and digits are 0 to 9 and A to Z.
/// </summary>
internal static class LabelNames
{
    private const string Complete = "Give it a label, or leave it out";

    /// <summary>The classes that some labels make.</summary>
    /// <param name="labels">One for each picture.</param>
    /// <returns>Whole numbers from 0 up to the largest; or each name once, in ordinal order.</returns>
    public static string[] Of(IEnumerable<string> labels)
    {
        var names = labels.Distinct(StringComparer.Ordinal).ToArray();
        var numbers = names.Select(NumberOf).ToArray();
        return numbers.Contains(-1)
            ? [.. names.Order(StringComparer.Ordinal)]
            : [.. Enumerable.Range(0, numbers.DefaultIfEmpty(-1).Max() + 1).Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>The number of each label among the classes: of a name its place, of a number itself.</summary>
    /// <param name="labels">One for each picture.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="path">For errors: the file.</param>
    /// <param name="names">For errors: what a picture is called.</param>
    /// <exception cref="FileFormatException">A label that is empty, below 0, or none of the classes.</exception>
    public static int[] Numbers(IReadOnlyList<string> labels, IReadOnlyList<string> classes, string path, Func<int, string> names)
    {
        var (places, numbers) = (new Dictionary<string, int>(StringComparer.Ordinal), new int[labels.Count]);
        for (var i = 0; i < classes.Count; i++)
        {
            places.TryAdd(classes[i], i);
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            Check(labels[i], path, i, names);
            numbers[i] = places.TryGetValue(labels[i], out var place) ? place : NumberOf(labels[i]);
            if ((uint)numbers[i] >= (uint)classes.Count)
            {
                throw new FileFormatException(path, $"{names(i)} has the label {FileFormatException.Quote(labels[i])}, none of the {classes.Count} classes", "Correct it, or name more classes");
            }
        }

        return numbers;
    }

    // What has no label often says so by an empty one, or by a number below 0.
    private static void Check(string label, string path, int place, Func<int, string> names)
    {
        if (string.IsNullOrWhiteSpace(label))
        {
            throw new FileFormatException(path, $"{names(place)} has no label", Complete);
        }

        if (int.TryParse(label, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number < 0)
        {
            throw new FileFormatException(path, $"{names(place)} has the label {label}, expected a name or a number from 0", Complete);
        }
    }

    // Above a hundred thousand it is no number of a class, but a name made of digits.
    private static int NumberOf(string label) =>
        int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000 && number.ToString(CultureInfo.InvariantCulture) == label ? number : -1;
}
