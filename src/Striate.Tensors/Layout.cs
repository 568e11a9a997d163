namespace Striate.Tensors;

/// <summary>The order of a tensor's numbers in memory. Both are dense.</summary>
public enum Layout : byte
{
    /// <summary>The last axis varies fastest.</summary>
    RowMajor,

    /// <summary>
    /// For [N, C, L], [N, C, H, W] and [N, C, D, H, W]: stored as N, the places in their order, C, so that a place's channels lie
    /// side by side.
    /// </summary>
    ChannelsLast,
}
