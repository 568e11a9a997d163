using Striate.Data.Augmentation;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data;

/// <summary>The way of one sample from its bytes to its floats. Each thread has a reader of its own, for the memory in it.</summary>
internal sealed class SampleReader(Dataset data, DataLoaderOptions options, int channels)
{
    private readonly Picture _read = new();
    private Picture _free = new();
    private Picture _other = new();

    /// <summary>A sample as bytes, after augmentation; valid until the next one is read.</summary>
    public Picture Read(int index, int epoch)
    {
        var picture = data.PictureOf(index, _read, Needed);
        if (picture.Channels != channels)
        {
            PictureChannels.Convert(picture, channels, _free);
            picture = Taken();
        }

        if (options.Size is { } size && size != new Size2d(picture.Height, picture.Width))
        {
            Warp.Cover(new Size2d(picture.Height, picture.Width), size).Apply(picture, _free);
            picture = Taken();
        }

        if (options.Augmentation.Count > 0)
        {
            var rng = new Rng(Rng.Hash(options.Seed, (ulong)epoch, (ulong)index));
            for (var i = 0; i < options.Augmentation.Count; i++)
            {
                options.Augmentation[i].Apply(picture, _free, rng);
                picture = Taken();
            }
        }

        return picture;
    }

    // What pictures are scaled to cover first of all: a file may be decoded at a reduced scale that still covers it.
    private Size2d? Needed => options.Size ?? (options.Augmentation is [Cover cover, ..] ? cover.Size : null);

    /// <summary>What was just written; the next step writes over what it was made from.</summary>
    private Picture Taken()
    {
        (_free, _other) = (_other, _free);
        return _other;
    }
}
