using Striate.Data;
using Striate.Imaging;
using Striate.Kernels.Resampling;
using Striate.Tensors;

namespace LayerPictures;

/// <summary>Pictures as tensors, and tensors as pictures.</summary>
internal static class Maps
{
    /// <summary>A square part of a picture as numbers from 0 to 1, shape [1, C, side, side].</summary>
    public static Tensor Square(Picture picture, int top, int left, int side) =>
        Ops.Slice(Of(picture), .., .., top..(top + side), left..(left + side));

    /// <summary>A picture as numbers from 0 to 1, shape [1, C, H, W].</summary>
    public static Tensor Of(Picture picture)
    {
        var numbers = new float[picture.Height * picture.Width * picture.Channels];
        Normalize.UnitRange.Apply(picture, numbers);
        return Tensor.Wrap(numbers, [1, picture.Channels, picture.Height, picture.Width], Layout.ChannelsLast);
    }

    /// <summary>Made smaller without jagged edges.</summary>
    public static Tensor Small(Tensor image, int side) => Ops.Resize(image, (side, side), ResizeMode.Bilinear, antialias: true);

    /// <summary>The mean of the colours, shape [1, 1, H, W].</summary>
    public static Tensor Grey(Tensor image) => Ops.Mean(image, [1], keepDims: true);

    /// <summary>Numbers from 0 to 1 as grey or colours.</summary>
    public static Picture Photo(Tensor image)
    {
        var pixels = Ops.Permute(Ops.Clip(image, 0, 1), 0, 2, 3, 1).ToArray();
        return new Picture(Array.ConvertAll(pixels, value => (byte)((value * 255) + 0.5f)), image.Shape[2], image.Shape[3], image.Shape[1]);
    }

    /// <summary>One map with a sign: blue below 0, white at 0, red above.</summary>
    public static Picture Signed(Tensor maps, int channel = 0, float? most = null)
    {
        var values = Values(maps, 0, channel);
        var end = most ?? values.Max(MathF.Abs);
        return ColorMap.BlueWhiteRed.Apply(values, maps.Shape[2], maps.Shape[3], -end, end);
    }

    /// <summary>One map without a sign, dark at 0 and bright at the most.</summary>
    public static Picture Positive(Tensor maps, int sample = 0, int channel = 0, float? most = null)
    {
        var values = Values(maps, sample, channel);
        return ColorMap.Viridis.Apply(values, maps.Shape[2], maps.Shape[3], 0, most ?? values.Max());
    }

    /// <summary>The numbers of one map, row by row.</summary>
    public static float[] Values(Tensor maps, int sample, int channel) => Ops.Slice(maps, sample..(sample + 1), channel..(channel + 1)).ToArray();
}
