namespace Striate.Training;

/// <summary>A setting of a <see cref="Recipe"/> that makes no sense.</summary>
/// <param name="Setting">The name of the property.</param>
/// <param name="Value">Its value.</param>
/// <param name="Advice">What to do: "give a number of at least 1."</param>
public sealed record RecipeMistake(string Setting, string Value, string Advice);
