namespace Striate.Data.Augmentation;

/// <content>Changes in which each value has one that takes its place.</content>
public static partial class Adjust
{
    /// <summary>The negative: y = 255 − x.</summary>
    /// <param name="source">Any picture.</param>
    /// <param name="target">What is written; it gets its size here.</param>
    public static void Invert(Picture source, Picture target) => Solarize(source, 0, target);

    /// <summary>Inverts what is bright: y = 255 − x where x ≥ threshold, else x.</summary>
    /// <param name="source">Any picture.</param>
    /// <param name="threshold">0 inverts all, above 255 nothing.</param>
    /// <param name="target">What is written; it gets its size here.</param>
    public static void Solarize(Picture source, float threshold, Picture target)
    {
        Begin(source, target);
        Span<byte> table = stackalloc byte[256];
        for (var value = 0; value < 256; value++)
        {
            table[value] = (byte)(value < threshold ? value : 255 - value);
        }

        LookUp(source, table, target);
    }

    /// <summary>Keeps the upper bits of each value; the others become 0.</summary>
    /// <param name="source">Any picture.</param>
    /// <param name="bits">From 0 to 8; 8 changes nothing.</param>
    /// <param name="target">What is written; it gets its size here.</param>
    public static void Posterize(Picture source, int bits, Picture target)
    {
        Begin(source, target);
        Span<byte> table = stackalloc byte[256];
        for (var value = 0; value < 256; value++)
        {
            table[value] = (byte)(value & -(1 << (8 - bits)));
        }

        LookUp(source, table, target);
    }

    /// <summary>Spreads each channel so that its darkest value becomes 0 and its brightest 255. A channel of one value stays.</summary>
    /// <param name="source">Any picture.</param>
    /// <param name="target">What is written; it gets its size here.</param>
    public static void AutoContrast(Picture source, Picture target) => ByHistogram(source, target, (counts, table) =>
    {
        var (low, high) = (counts.IndexOfAnyExcept(0), counts.LastIndexOfAnyExcept(0));
        var scale = 255.0 / (high - low);
        for (var value = 0; high > low && value < 256; value++)
        {
            table[value] = (byte)Math.Clamp((int)((value * scale) + (-low * scale)), 0, 255);
        }
    });

    /// <summary>Spreads the values of each channel so that all are about equally frequent.</summary>
    /// <param name="source">Any picture.</param>
    /// <param name="target">What is written; it gets its size here.</param>
    public static void Equalize(Picture source, Picture target) => ByHistogram(source, target, (counts, table) =>
    {
        // A step of the new value for each 255th of the pixels; those of the brightest value do not count.
        var (total, brightest) = (0, 0);
        foreach (var count in counts)
        {
            (total, brightest) = (total + count, count > 0 ? count : brightest);
        }

        var step = (total - brightest) / 255;
        var sum = step / 2;
        for (var value = 0; step > 0 && value < 256; value++)
        {
            table[value] = (byte)Math.Min(sum / step, 255);
            sum += counts[value];
        }
    });

    private delegate void TableWriter(ReadOnlySpan<int> counts, Span<byte> table);

    // The table of each colour channel follows from how often its values occur; it is given as one that changes nothing.
    private static void ByHistogram(Picture source, Picture target, TableWriter write)
    {
        Begin(source, target);
        var x = source.Pixels;
        var y = target.WritablePixels;
        var C = source.Channels;
        if (!ReferenceEquals(source, target))
        {
            x.CopyTo(y);
        }

        Span<int> counts = stackalloc int[256];
        Span<byte> table = stackalloc byte[256];
        for (var c = 0; c < Math.Min(C, 3); c++)
        {
            counts.Clear();
            for (var i = c; i < x.Length; i += C)
            {
                counts[x[i]]++;
            }

            for (var value = 0; value < 256; value++)
            {
                table[value] = (byte)value;
            }

            write(counts, table);
            for (var i = c; i < y.Length; i += C)
            {
                y[i] = table[y[i]];
            }
        }
    }

    private static void LookUp(Picture source, ReadOnlySpan<byte> table, Picture target)
    {
        var x = source.Pixels;
        var y = target.WritablePixels;
        var C = source.Channels;
        y = y[..x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = C == 4 && i % 4 == 3 ? x[i] : table[x[i]];
        }
    }
}
