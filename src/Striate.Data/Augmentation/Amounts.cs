namespace Striate.Data.Augmentation;

/// <summary>The checks that amounts of augmentations share.</summary>
internal static class Amounts
{
    public static float Probability(float value) => Check(value, value is >= 0 and <= 1, "probability", "A probability lies between 0 and 1.");

    /// <summary>Two shares of a picture's area, the smaller first.</summary>
    public static (float Low, float High) Shares((float Low, float High) value) =>
        Range(value, value.Low > 0 && value.High <= 1, "scale", "A share of the picture is given by two numbers above 0 and at most 1, the smaller first.");

    /// <summary>Two quotients of width and height, the smaller first.</summary>
    public static (float Low, float High) Ratios((float Low, float High) value) =>
        Range(value, value.Low > 0 && float.IsFinite(value.High), "ratio", "Proportions are given by two numbers above 0, the smaller first.");

    public static (float Low, float High) Range((float Low, float High) value, bool valid, string name, string expected) =>
        (Check(value.Low, valid && value.Low <= value.High, name, expected), value.High);

    public static float Check(float value, bool valid, string name, string expected) =>
        valid ? value : throw new ArgumentOutOfRangeException(name, value, expected);
}
