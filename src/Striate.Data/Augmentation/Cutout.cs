using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>A square of one value over a random place of the picture. Its centre lies anywhere in it, so that a part of the square may lie outside.</summary>
/// <remarks>DeVries and Taylor, arXiv:1708.04552, where the square has the data's mean value.</remarks>
public sealed class Cutout : ColorAugmentation
{
    /// <summary>Creates it.</summary>
    /// <param name="size">The square's side in pixels.</param>
    /// <param name="value">What is in it, from 0 to 255.</param>
    /// <exception cref="ArgumentOutOfRangeException">No side that a picture can have.</exception>
    public Cutout(int size, byte value = 128)
        : base(1) => (Size, Value) = (Sizes.Check(size).Height, value);

    /// <summary>The square's side in pixels.</summary>
    public int Size { get; }

    /// <summary>What is in it.</summary>
    public byte Value { get; }

    /// <inheritdoc/>
    protected override void Change(Picture source, Picture target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(rng);
        PictureChannels.Convert(source, source.Channels, target);
        var (top, left) = (rng.NextInt(Math.Max(source.Height, 1)), rng.NextInt(Math.Max(source.Width, 1)));
        var part = new Rectangle(top - (Size / 2), left - (Size / 2), Size, Size).Within(Sizes.Of(source));
        for (var v = 0; v < part.Height; v++)
        {
            part.Row(target, v).Fill(Value);
        }
    }
}
