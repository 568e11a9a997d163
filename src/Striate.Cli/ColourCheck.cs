namespace Striate.Cli;

/// <summary>Tells weights for pictures in colour from data in grey, and the other way round.</summary>
internal static class ColourCheck
{
    /// <summary>Pictures of another number of channels than the network's.</summary>
    /// <param name="who">The option or the data that is at fault.</param>
    /// <param name="wanted">Channels that the network takes.</param>
    /// <param name="given">Channels of the data.</param>
    /// <param name="otherwise">What else can be done, after a comma; empty for nothing.</param>
    public static UsageException Mismatch(string who, int wanted, int given, string otherwise = "") => new(
        $"{who}: the network wants pictures of {wanted} channel{(wanted == 1 ? "" : "s")}, and the data have {given}. "
        + $"Give --data with pictures in {(wanted == 3 ? "colour" : "grey")}{otherwise}.");
}
