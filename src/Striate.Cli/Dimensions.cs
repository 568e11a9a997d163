using System.Globalization;

namespace Striate.Cli;

/// <summary>Reads sizes such as 32x32x3.</summary>
internal static class Dimensions
{
    /// <summary>Height x width x channels, the lecture's order; channels are 1 if left out.</summary>
    public static (int Height, int Width, int Channels) ParseHeightWidthChannels(string text) => Split(text) switch
    {
        [var height, var width, var channels] => (height, width, channels),
        [var height, var width] => (height, width, 1),
        _ => throw new UsageException($"'{text}' is no size. Write height x width x channels, as in 32x32x3."),
    };

    /// <summary>Channels x height x width, the networks' order.</summary>
    public static (int Channels, int Height, int Width) ParseChannelsHeightWidth(string text) => Split(text) switch
    {
        [var channels, var height, var width] => (channels, height, width),
        _ => throw new UsageException($"'{text}' is no size. Write channels x height x width, as in 3x224x224."),
    };

    private static int[] Split(string text)
    {
        var parts = text.Split(['x', 'X', '×']);
        var sizes = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]) || sizes[i] < 1)
            {
                return [];
            }
        }

        return sizes;
    }
}
