namespace Striate.Kernels;

/// <summary>
/// Shapes do not fit together. The message says who, what was got, what was expected and what to do; the layer in which
/// it was noticed puts its own name before it.
/// </summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was got, what was expected, what to do.</param>
    /// <param name="who">Name of the layer, where it is known already.</param>
    public ShapeException(string message, string? who = null)
        : base(who is null ? message : $"{who}: {message}") => Who = who;

    /// <summary>The layer that the error names, or null while nobody has put a name to it.</summary>
    public string? Who { get; }
}
