namespace Striate.Tensors;

/// <summary>
/// A file, or what it holds, is not what it should be: truncated, corrupt, of another kind, or contradicting another
/// file. The message is one line: the file, what is wrong with it, what to do.
/// </summary>
public sealed class DataException : IOException
{
    /// <summary>Creates the error.</summary>
    /// <param name="file">The file or folder.</param>
    /// <param name="what">What was got and what was expected, a sentence without its full stop.</param>
    /// <param name="whatToDo">What to do about it, a sentence without its full stop.</param>
    /// <param name="innerException">What was caught, where there is something.</param>
    public DataException(string file, string what, string whatToDo, Exception? innerException = null)
        : base(OneLine($"{file}: {what}. {whatToDo}."), innerException) => File = file;

    /// <summary>The file or folder that is at fault.</summary>
    public string File { get; }

    // A file's name may hold anything, also line breaks.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
