namespace Striate.Cli;

/// <summary>The command was used wrongly; the message says how to use it.</summary>
/// <param name="message">What was got, what was expected, what to do.</param>
internal sealed class UsageException(string message) : Exception(message);
