using System.Globalization;
using Striate.Tensors;

namespace Striate.Imaging;

/// <summary>Classes out of labels as they stand in tables: numbers keep their order, names come in the order of the alphabet.</summary>
internal static class LabelNames
{
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
    /// <exception cref="FileFormatException">A label that is none of the classes.</exception>
    public static int[] Numbers(IReadOnlyList<string> labels, IReadOnlyList<string> classes, string path, Func<int, string> names)
    {
        var (places, numbers) = (new Dictionary<string, int>(StringComparer.Ordinal), new int[labels.Count]);
        for (var i = 0; i < classes.Count; i++)
        {
            places.TryAdd(classes[i], i);
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = places.TryGetValue(labels[i], out var place) ? place : NumberOf(labels[i]);
            if ((uint)numbers[i] >= (uint)classes.Count)
            {
                throw new FileFormatException(path, $"{names(i)} has the label {FileFormatException.Quote(labels[i])}, none of the {classes.Count} classes", "Correct it, or name more classes");
            }
        }

        return numbers;
    }

    // Above a hundred thousand it is no number of a class, but a name made of digits.
    private static int NumberOf(string label) =>
        int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000 && number.ToString(CultureInfo.InvariantCulture) == label ? number : -1;
}
