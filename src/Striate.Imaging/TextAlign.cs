namespace Striate.Imaging;

/// <summary>Where a text stands to its place.</summary>
public enum TextAlign
{
    /// <summary>It begins there.</summary>
    Left,

    /// <summary>Its middle is there.</summary>
    Center,

    /// <summary>It ends there.</summary>
    Right,
}
