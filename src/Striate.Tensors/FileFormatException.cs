namespace Striate.Tensors;

/// <summary>A file is not what it should be: cut short, corrupt, or of another kind. One line names the file and what to do.</summary>
public sealed class FileFormatException : IOException
{
    private const int QuotedLength = 60;

    /// <summary>Creates the error; its message is "path: what. todo".</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What was got and what was expected, without a full stop.</param>
    /// <param name="todo">What to do, a sentence.</param>
    public FileFormatException(string path, string what, string todo)
        : base($"{path}: {what}. {todo}") => FilePath = path;

    /// <summary>The file that the error names.</summary>
    public string FilePath { get; }

    /// <summary>A text that was found in a file, fit for a message: in quotes, on one line, and not long.</summary>
    /// <param name="text">Any text, for example the name of a tensor.</param>
    /// <returns>At most 63 characters.</returns>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = text.Length > QuotedLength ? text[..QuotedLength] + '…' : text;
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? '?' : c))}'";
    }
}
