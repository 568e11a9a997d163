namespace Striate.History;

/// <summary>What each R-unit of a perceptron is to answer for each class.</summary>
public sealed class ResponseCode
{
    private readonly bool[][] _codes;

    private ResponseCode(bool[][] codes, bool isOneForEach) => (_codes, IsOneForEach) = (codes, isOneForEach);

    /// <summary>How many R-units it takes.</summary>
    public int Units => _codes[0].Length;

    /// <summary>How many classes it tells apart.</summary>
    public int Classes => _codes.Length;

    /// <summary>Whether each class has an R-unit of its own.</summary>
    public bool IsOneForEach { get; }

    /// <summary>An R-unit for each class, which alone says yes to it.</summary>
    /// <param name="classes">How many classes.</param>
    public static ResponseCode OneForEach(int classes) => Of(classes, classes, (label, unit) => label == unit, isOneForEach: true);

    /// <summary>As few R-units as possible, which write the class as a binary number, the last digit first, as the eight of the Mark I did.</summary>
    /// <param name="classes">How many classes.</param>
    public static ResponseCode Binary(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        return Of(classes, 1 + int.Log2(classes - 1), (label, unit) => (label >> unit & 1) == 1, isOneForEach: false);
    }

    /// <summary>Whether an R-unit is to say yes.</summary>
    /// <param name="label">The class.</param>
    /// <param name="unit">The R-unit.</param>
    public bool Wants(int label, int unit) => _codes[label][unit];

    /// <summary>The class whose code the R-units answer; null if it is none's.</summary>
    /// <param name="answers">What each R-unit says.</param>
    public int? Read(ReadOnlySpan<bool> answers)
    {
        for (var label = 0; label < _codes.Length; label++)
        {
            if (answers.SequenceEqual(_codes[label]))
            {
                return label;
            }
        }

        return null;
    }

    private static ResponseCode Of(int classes, int units, Func<int, int, bool> wants, bool isOneForEach) => new(
        [.. Enumerable.Range(0, classes).Select(label => Enumerable.Range(0, units).Select(unit => wants(label, unit)).ToArray())], isOneForEach);
}
