using Striate.Data;
using Striate.Imaging;
using Striate.Networks;

namespace Striate.Insight;

/// <summary>The filters of convolutions as pictures.</summary>
public static class Filters
{
    private const int MostFilters = 96;
    private const int MostChannels = 16;

    /// <summary>The convolution that sees the image itself: the first in the order of registration.</summary>
    /// <param name="network">A network, or a layer.</param>
    /// <returns>The layer; null if there is none.</returns>
    public static Conv2d? First(Module network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Modules().OfType<Conv2d>().FirstOrDefault();
    }

    /// <summary>
    /// All filters of a layer, numbered from 0, as one sheet with a legend, to be shown at half to two thirds of its size.
    /// Filters of three channels are shown in colour, where grey is 0; those of other numbers channel by channel, blue below
    /// 0 and red above. All are on one scale, that of the bank's largest magnitude. Of very large banks the first filters
    /// and channels are shown, as the sheet says.
    /// </summary>
    /// <param name="conv">The layer.</param>
    /// <param name="order">Which come first.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture Sheet(Conv2d conv, FilterOrder order = FilterOrder.Index)
    {
        ArgumentNullException.ThrowIfNull(conv);
        var bank = conv.Weight.Value;
        var (filters, channels) = (bank.Shape[0], bank.Shape[1]);
        var values = bank.ToArray();
        var scale = ScaleOf(conv);
        var length = values.Length / filters;
        var tiles = Ordered(values, filters, order).Take(MostFilters).Select(f =>
            new Tile($"{f}", Pictures(values.AsSpan(f * length, length), bank.Shape, scale)));
        return SheetSection.Draw([new SheetSection(Heading(conv), Note(filters, channels, order), scale, [.. tiles])]);
    }

    /// <summary>The scale of a bank: from minus to plus its largest magnitude.</summary>
    internal static ValueScale ScaleOf(Conv2d conv) =>
        ValueScale.Signed(conv.Weight.Value.ToArray(), conv.Weight.Shape[1] == 3 ? ColorMap.Greys : ColorMap.BlueWhiteRed);

    /// <summary>A filter, or numbers of its shape: one picture in colour for three channels, else one for each of the first channels.</summary>
    internal static Picture[] Pictures(ReadOnlySpan<float> filter, Tensors.Shape bank, ValueScale scale) =>
        bank[1] == 3 ? [InColour(filter, bank[2], bank[3], scale)] : ByChannel(filter, bank, scale);

    internal static string Heading(Conv2d conv) => conv.Path.Length > 0 ? $"{conv.Path}: {conv.Description}" : conv.Description;

    private static IEnumerable<int> Ordered(float[] values, int filters, FilterOrder order)
    {
        var all = Enumerable.Range(0, filters);
        if (order == FilterOrder.Index)
        {
            return all;
        }

        var strengths = Strengths(values, filters);
        return all.OrderByDescending(filter => strengths[filter]);
    }

    /// <summary>The sum of squares of each filter.</summary>
    internal static double[] Strengths(float[] values, int filters) => [.. values.Chunk(values.Length / filters).Select(filter => filter.Sum(value => (double)value * value))];

    private static string Note(int filters, int channels, FilterOrder order)
    {
        var which = order == FilterOrder.Index ? "first" : "strongest";
        var ofFilters = filters > MostFilters ? $"the {which} {MostFilters} of {filters} filters" : order == FilterOrder.Strength ? "the strongest first" : "";
        var ofChannels = channels switch
        {
            3 => "red, green and blue each on this scale; grey is 0",
            > MostChannels => $"from above, the first {MostChannels} of {channels} channels",
            > 1 => $"from above, the {channels} channels of each filter",
            _ => "",
        };
        return string.Join("; ", new[] { ofFilters, ofChannels }.Where(part => part.Length > 0));
    }

    private static Picture[] ByChannel(ReadOnlySpan<float> filter, Tensors.Shape bank, ValueScale scale)
    {
        var (height, width) = (bank[2], bank[3]);
        var pictures = new Picture[Math.Min(bank[1], MostChannels)];
        for (var c = 0; c < pictures.Length; c++)
        {
            pictures[c] = scale.Paint(filter.Slice(c * height * width, height * width), height, width);
        }

        return pictures;
    }

    /// <summary>A filter of three channels in colour, grey where it is zero.</summary>
    internal static Picture InColour(ReadOnlySpan<float> filter, int height, int width, ValueScale scale)
    {
        var picture = new Picture(height, width, 3);
        var pixels = picture.WritablePixels;
        for (var i = 0; i < filter.Length; i++)
        {
            var (channel, place) = (i / (height * width), i % (height * width));
            pixels[(place * 3) + channel] = scale.Of(filter[i]).R;
        }

        return picture;
    }
}
