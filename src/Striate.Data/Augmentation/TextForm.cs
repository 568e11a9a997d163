namespace Striate.Data.Augmentation;

/// <summary>How one thing is written: its name, and its amounts read and written.</summary>
/// <param name="Usage">Its name and what follows, with square brackets around what may be left out.</param>
/// <param name="Fewest">Amounts that it needs.</param>
/// <param name="Most">Amounts that it takes.</param>
/// <param name="Parse">Makes it from its amounts.</param>
/// <param name="Format">Its amounts; null if it is another thing.</param>
internal sealed record TextForm<T>(string Usage, int Fewest, int Most, Func<string[], T> Parse, Func<T, string[]?> Format)
{
    public string Name { get; } = Usage.Split(':', '[')[0];
}
