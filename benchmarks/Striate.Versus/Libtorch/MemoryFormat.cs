namespace Striate.Versus.Libtorch;

/// <summary>The order of images in libtorch's memory; which one is faster depends on the work.</summary>
internal enum MemoryFormat
{
    /// <summary>N, C, H, W.</summary>
    Contiguous,

    /// <summary>N, H, W, C.</summary>
    ChannelsLast,
}
