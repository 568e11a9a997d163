namespace Striate.Data.Augmentation;

/// <summary>Pictures for what lies between the steps of an augmentation, kept by each thread for the next time.</summary>
internal static class Scratch
{
    [ThreadStatic]
    private static Stack<Picture>? _free;

    /// <summary>A picture with anything in it; give it back.</summary>
    public static Picture Take() => (_free ??= []).TryPop(out var picture) ? picture : new Picture();

    /// <summary>Gives a picture back.</summary>
    public static void Return(Picture picture) => (_free ??= []).Push(picture);
}
