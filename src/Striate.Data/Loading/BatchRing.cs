using System.Runtime.InteropServices;
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
        for (var i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        if (loader.Options.Shuffle)
        {
            new Rng(Rng.Hash(loader.Options.Seed, (ulong)epoch)).Shuffle<int>(_order);
        }
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
        var length = shape.Length;
        for (var i = 0; i < count; i++)
        {
            var index = _order[start + i];
            var picture = _readers[thread].Read(index, _epoch);
            loader.CheckSize(index, picture);
            loader.Options.Normalize.Apply(picture, slot.Images.AsSpan(i * length, length));
            slot.Labels[i] = loader.Data.LabelOf(index);
            slot.Indices[i] = index;
        }

        var images = Tensor.Wrap(slot.Images[..(count * length)], [count, shape[0], shape[1], shape[2]], Layout.ChannelsLast);
        return new Batch(number, images, slot.Labels.AsMemory(0, count), slot.Indices.AsMemory(0, count));
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
        private const int Alignment = 64 / sizeof(float);

        public Slot(DataLoader loader)
        {
            var most = Math.Min(loader.BatchSize, loader.Data.Count);
            (Labels, Indices) = (new int[most], new int[most]);

            // The kernels' vectors want images at a multiple of 64 bytes.
            var (C, H, W) = (loader.ImageShape[0], loader.ImageShape[1], loader.ImageShape[2]);
            Shape shape = [most, C, H, W];
            var length = shape.Length;
            var array = GC.AllocateUninitializedArray<float>(length + Alignment, pinned: true);
            var misplaced = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) / sizeof(float) % Alignment);
            Images = new ArraySegment<float>(array, misplaced == 0 ? 0 : Alignment - misplaced, length);
        }

        public ArraySegment<float> Images { get; }

        public int[] Labels { get; }

        public int[] Indices { get; }
    }
}
