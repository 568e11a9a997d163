namespace Striate.Tensors;

/// <summary>The order of a tensor's numbers in memory. Both are dense.</summary>
public enum Layout : byte
{
    /// <summary>The last axis varies fastest.</summary>
    RowMajor,

    /// <summary>For [N, C, H, W]: stored as N, H, W, C, so that a pixel's channels lie side by side.</summary>
    ChannelsLast,
}
