using System.Globalization;
using System.Text;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// The USPS handwritten digits from envelopes: 7,291 to train on and 2,007 to test with, 16 x 16 grey pixels, white ink on black, in the text
/// format of LIBSVM, compressed with bzip2: a label from 1, then place:value for each pixel, from −1 for black to 1 for white; a pixel that
/// is left out is 0. Hull, A Database for Handwritten Text Recognition Research, IEEE PAMI 16(5), 1994.
/// </summary>
public static class Usps
{
    private const int Side = 16;
    private const int MostText = 1 << 28;
    private const string TrainFile = "usps.bz2";

    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>The digits to train on.</summary>
    /// <param name="folder">Where usps.bz2 is.</param>
    /// <exception cref="FileFormatException">The file is missing or corrupt.</exception>
    public static PictureSet Train(string folder) => Read(Path.Combine(folder, TrainFile), "usps train");

    /// <summary>The digits to test with.</summary>
    /// <param name="folder">Where usps.t.bz2 is.</param>
    /// <exception cref="FileFormatException">The file is missing or corrupt.</exception>
    public static PictureSet Test(string folder) => Read(Path.Combine(folder, "usps.t.bz2"), "usps test");

    /// <summary>Whether a folder holds files named as those of USPS.</summary>
    /// <param name="folder">Any folder.</param>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, TrainFile));

    private static PictureSet Read(string path, string name)
    {
        var text = FileStreams.Read(path, "bzip2 data", stream => Bzip2.Decompress(stream.ReadExactly(stream.Length, stream.Length), MostText));
        var (pictures, labels) = (new List<Picture>(), new List<int>());
        foreach (var line in Encoding.ASCII.GetString(text).AsSpan().EnumerateLines())
        {
            if (!line.IsWhiteSpace())
            {
                var (picture, label) = Parse(line) ?? throw new FileFormatException(
                    path, $"line {labels.Count + 1} is {FileFormatException.Quote(line.ToString())}, expected a label from 1 to 10 and pixels such as 3:-0.5", "Get the file again");
                pictures.Add(picture);
                labels.Add(label);
            }
        }

        return new PictureSet(name, pictures, labels, Digits);
    }

    private static (Picture Picture, int Label)? Parse(ReadOnlySpan<char> line)
    {
        var (pixels, label) = (new byte[Side * Side], 0);
        Array.Fill(pixels, ToByte(0));
        foreach (var range in line.Split(' '))
        {
            var part = line[range];
            var colon = part.IndexOf(':');
            if (part.IsWhiteSpace())
            {
                continue;
            }

            if (colon < 0 && label == 0)
            {
                label = Whole(part, 10);
            }
            else if (colon > 0 && label > 0 && Whole(part[..colon], pixels.Length) is > 0 and var place
                && double.TryParse(part[(colon + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= 1)
            {
                pixels[place - 1] = ToByte(value);
            }
            else
            {
                return null;
            }
        }

        return label > 0 ? (new Picture(pixels, Side, Side, 1), label - 1) : null;
    }

    // From 1 on; 0 for what is none.
    private static int Whole(ReadOnlySpan<char> text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= most ? value : 0;

    private static byte ToByte(double value) => (byte)Math.Round((value + 1) / 2 * 255);
}
