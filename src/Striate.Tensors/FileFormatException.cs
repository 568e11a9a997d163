namespace Striate.Tensors;

/// <summary>A file is not what it should be: cut short, corrupt, or of another kind. One line names the file and what to do.</summary>
public sealed class FileFormatException : IOException
{
    private const int QuotedLength = 60;

    /// <summary>Creates the error; its message is one line, "path: what. todo."</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="what">What was got and what was expected.</param>
    /// <param name="todo">What to do.</param>
    /// <param name="innerException">What was caught, where there is something.</param>
    public FileFormatException(string path, string what, string todo, Exception? innerException = null)
        : base($"{path}: {what.TrimEnd('.')}. {todo.TrimEnd('.')}.".ReplaceLineEndings(" "), innerException) => FilePath = path;

    /// <summary>The file or folder that the error names.</summary>
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
