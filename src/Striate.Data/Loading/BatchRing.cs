using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>The memory of a running epoch: the order of its samples, and a few batches that are written in turn.</summary>
internal sealed class BatchRing(DataLoader loader)
{
    private readonly int[] _order = new int[loader.Data.Count];

    // One with the consumer, one that each thread writes, and one that is finished and waiting.
    private readonly Slot[] _slots = Make(loader.Options.Threads == 0 ? 1 : loader.Options.Threads + 2, () => new Slot(loader));
    private readonly SampleReader[] _readers = Make(Math.Max(loader.Options.Threads, 1), () => new SampleReader(loader.Data, loader.Options, loader.SourceChannels));
    private int _epoch;

    /// <summary>How many batches there is room for.</summary>
    public int Slots => _slots.Length;

    /// <summary>Puts the samples into the order of an epoch.</summary>
    public void StartEpoch(int epoch)
    {
        _epoch = epoch;
        SampleOrder.Fill(_order, loader.Data, loader.Options, epoch);
    }

    /// <summary>Makes a batch in its place of the ring.</summary>
    /// <param name="number">Its number in the epoch.</param>
    /// <param name="thread">Who asks: no two at once with the same number.</param>
    public Batch Fill(int number, int thread)
    {
        var slot = _slots[number % _slots.Length];
        var start = number * loader.BatchSize;
        var count = Math.Min(loader.BatchSize, _order.Length - start);
        var shape = loader.ImageShape;
        var length = shape.Size;
        for (var i = 0; i < count; i++)
        {
            var index = _order[start + i];
            var picture = _readers[thread].Read(index, _epoch);
            loader.CheckSize(index, picture);
            loader.Options.Normalize.Apply(picture, slot.Images.AsSpan(i * length, length));
            slot.Labels[i] = loader.Data.LabelOf(index);
            slot.Indices[i] = index;
        }

        var otherShare = loader.Options.Mixing.Count > 0 ? Mix(slot, number, count) : 0;
        var images = Tensor.Wrap(slot.Images[..(count * length)], [count, shape[0], shape[1], shape[2]], Layout.ChannelsLast);
        return new Batch(number, images, slot.Labels.AsMemory(0, count), slot.Indices.AsMemory(0, count))
        {
            OtherLabels = otherShare > 0 ? slot.OtherLabels.AsMemory(0, count) : default,
            OtherShare = otherShare,
        };
    }

    // The share of the other labels, which is at most that of the labels.
    private float Mix(Slot slot, int number, int count)
    {
        // No sample's place is as great as those of batches here.
        var rng = new Rng(Rng.Hash(loader.Options.Seed, (ulong)_epoch, ulong.MaxValue - (ulong)number));
        var mixing = loader.Options.Mixing[rng.NextInt(loader.Options.Mixing.Count)];
        var share = mixing.Mix(slot.Images.AsSpan(0, count * loader.ImageShape.Size), loader.ImageShape, rng);
        var labels = slot.Labels.AsSpan(0, count);
        var others = slot.OtherLabels.AsSpan(0, count);
        labels.CopyTo(others);
        (share > 0.5f ? labels : others).Reverse();
        return Math.Min(share, 1 - share);
    }

    private static T[] Make<T>(int count, Func<T> make)
    {
        var items = new T[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = make();
        }

        return items;
    }

    private sealed class Slot
    {
        public Slot(DataLoader loader)
        {
            var most = Math.Min(loader.BatchSize, loader.Data.Count);
            (Labels, Indices, OtherLabels) = (new int[most], new int[most], new int[most]);

            // The kernels' vectors want images at a multiple of 64 bytes.
            Shape shape = [most, .. loader.ImageShape];
            Images = AlignedMemory.Allocate(shape.Size);
        }

        public ArraySegment<float> Images { get; }

        public int[] Labels { get; }

        public int[] OtherLabels { get; }

        public int[] Indices { get; }
    }
}
