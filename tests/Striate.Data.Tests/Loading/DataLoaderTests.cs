using Striate.Data.Augmentation;
using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Data.Tests.Loading;

public class DataLoaderTests
{
    private static readonly DataLoaderOptions Augmented = new()
    {
        Shuffle = true,
        Seed = 7,
        Augmentation = AugmentationText.Parse("crop:2,flip,affine:10:0.1:0.9-1.1"),
        Normalize = Normalize.Mnist,
    };

    [Fact]
    public void Epoch_AnyThreads_GivesTheSameBatches()
    {
        var data = Samples.Noise(67, 9, 11, 3);
        var expected = Collect(new DataLoader(data, 8, Augmented with { Threads = 0 }), 3);
        Assert.Equal(9, expected.Count);
        Assert.Equal(Enumerable.Range(0, 67), expected.SelectMany(b => b.Indices).Order());
        foreach (var threads in new[] { 1, 3 })
        {
            AssertEqual(expected, Collect(new DataLoader(data, 8, Augmented with { Threads = threads }), 3));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Epoch_FromTheMiddle_GivesExactlyTheRest(int threads)
    {
        var data = Samples.Noise(67, 9, 11, 1);
        var whole = Collect(new DataLoader(data, 8, Augmented with { Threads = threads }), 1);
        for (var first = 0; first <= 9; first++)
        {
            AssertEqual(whole.Skip(first).ToList(), Collect(new DataLoader(data, 8, Augmented with { Threads = threads }), 1, first));
        }
    }

    [Fact]
    public void Epoch_AllAugmentationsAndMixing_GivesTheSameBatchesOnAnyThreads()
    {
        var data = Samples.Noise(30, 12, 14, 3);
        var options = Augmented with
        {
            Augmentation = AugmentationText.Parse("rrc:10,perspective:0.5:1,elastic:1,jitter:0.4:0.4:0.4:0.1,blur,erase,rand,trivial,augmix"),
            Mixing = MixingText.Parse("mixup:1,cutmix"),
            Normalize = Normalize.UnitRange,
        };
        var expected = Collect(new DataLoader(data, 7, options with { Threads = 0 }), 2);
        AssertEqual(expected, Collect(new DataLoader(data, 7, options with { Threads = 3 }), 2));
        AssertEqual(expected[3..], Collect(new DataLoader(data, 7, options with { Threads = 1 }), 2, 3));
    }

    [Fact]
    public void Epoch_Mixing_GivesImagesAndLabelsTheSameShares()
    {
        // One pixel that is the label: the mean of a mixed pixel tells the shares.
        var data = new PictureSet("two", [.. Enumerable.Range(0, 40).Select(i => Filled(i % 2))], [.. Enumerable.Range(0, 40).Select(i => i % 2)], ["a", "b"]);
        foreach (var text in new[] { "mixup:1", "cutmix" })
        {
            var shares = new List<float>();
            var loader = new DataLoader(data, 5, new DataLoaderOptions { Shuffle = true, Mixing = MixingText.Parse(text) });
            foreach (var batch in Enumerable.Range(0, 20).SelectMany(epoch => loader.Epoch(epoch)))
            {
                Assert.InRange(batch.OtherShare, 0, 0.5f);
                shares.Add(batch.OtherShare);
                for (var i = 0; i < batch.Count && batch.OtherShare > 0; i++)
                {
                    var mean = batch.Images.Span.Slice(i * 64, 64).ToArray().Average();
                    Assert.Equal(((1 - batch.OtherShare) * batch.Labels.Span[i]) + (batch.OtherShare * batch.OtherLabels.Span[i]), mean, 1e-5f);
                }
            }

            Assert.InRange(shares.Average(), 0.15f, 0.3f);
            Assert.InRange(shares.Max(), 0.4f, 0.5f);
        }

        static Picture Filled(int label)
        {
            var picture = new Picture(8, 8, 1);
            picture.WritablePixels.Fill((byte)(255 * label));
            return picture;
        }
    }

    [Fact]
    public void Epoch_RoomGiven_ReadsIntoTheSameMemory()
    {
        var data = new RoomySet();
        var loader = new DataLoader(data, 2, new DataLoaderOptions { Threads = 0, Size = (6, 4) });
        Assert.Equal(3, loader.Epoch(0).Count());
        Assert.Single(data.Rooms.Skip(1).Distinct());
        Assert.All(data.Covers, cover => Assert.Equal((6, 4), cover));
    }

    [Fact]
    public void Epoch_OtherEpochOrSeed_GivesAnotherOrder()
    {
        var data = Samples.Numbered(50, 2);
        var loader = new DataLoader(data, 50, Augmented with { Augmentation = [] });
        var first = Collect(loader, 0)[0].Indices;
        Assert.NotEqual(first, Collect(loader, 1)[0].Indices);
        Assert.NotEqual(first, Collect(new DataLoader(data, 50, loader.Options with { Seed = 8 }), 0)[0].Indices);
        Assert.Equal(first, Collect(loader, 0)[0].Indices);
    }

    [Fact]
    public void Epoch_WithoutOptions_GivesPicturesInOrderChannelsLast()
    {
        var data = Samples.Noise(5, 3, 2, 3);
        var loader = new DataLoader(data, 2);
        Assert.Equal([3, 3, 2], loader.ImageShape);
        foreach (var batch in loader.Epoch(0))
        {
            Assert.Equal(Layout.ChannelsLast, batch.Images.Layout);
            Assert.Equal([batch.Count, 3, 3, 2], batch.Images.Shape);
            for (var i = 0; i < batch.Count; i++)
            {
                var index = (2 * batch.Number) + i;
                Assert.Equal(index, batch.Indices.Span[i]);
                Assert.Equal(data.LabelOf(index), batch.Labels.Span[i]);
                Assert.Equal(data.PictureOf(index)[2, 1, 0] / 255f, batch.Images[i, 0, 2, 1], 1e-6f);
            }
        }
    }

    [Theory]
    [InlineData(false, 3, 2)]
    [InlineData(true, 2, 4)]
    public void BatchCount_DropLast_LeavesTheShortBatchOut(bool dropLast, int batches, int lastCount)
    {
        var loader = new DataLoader(Samples.Numbered(10, 2), 4, new DataLoaderOptions { DropLast = dropLast });
        Assert.Equal(batches, loader.BatchCount);
        Assert.Equal(lastCount, Collect(loader, 0)[^1].Labels.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Epoch_LeftEarly_LeavesNoThread(int threads)
    {
        var probe = new ThreadProbe();
        var loader = new DataLoader(Samples.Numbered(200, 2), 2, new DataLoaderOptions { Threads = threads, Augmentation = [probe] });
        var expected = Collect(loader, 0);
        foreach (var batch in loader.Epoch(0))
        {
            if (batch.Number == 5)
            {
                break;
            }
        }

        Assert.DoesNotContain(probe.Threads, thread => thread != Thread.CurrentThread && thread.IsAlive);
        AssertEqual(expected, Collect(loader, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Epoch_ErrorInAWorker_ReachesTheConsumerAtItsBatch(int threads)
    {
        var loader = new DataLoader(new BrokenSet(20, 13), 4, new DataLoaderOptions { Threads = threads });
        var seen = 0;
        var error = Assert.Throws<FileFormatException>(() =>
        {
            foreach (var batch in loader.Epoch(0))
            {
                seen += batch.Count;
            }
        });
        Assert.Equal("13.jpg: the picture is truncated. Leave it out.", error.Message);
        Assert.Equal(12, seen);
    }

    [Fact]
    public void Epoch_SizesDiffer_SaysWhichPictureAndWhatToDo()
    {
        var data = new PictureSet("pets", [new Picture(4, 5, 3), new Picture(5, 4, 3)], [0, 0], ["cat"]);
        var error = Assert.Throws<ShapeException>(() => Collect(new DataLoader(data, 2), 0));
        Assert.Equal("pets: picture 1 is 5x4x3, the first one is 4x5x3, and a batch has one size. Give a size that all are brought to.", error.Message);
    }

    [Fact]
    public void Epoch_SizeAndChannelsGiven_BringsAllToThem()
    {
        var data = new PictureSet("pets", [new Picture(4, 5, 3), new Picture(50, 40, 1), new Picture(8, 6, 4)], [0, 0, 0], ["cat"]);
        var loader = new DataLoader(data, 3, new DataLoaderOptions { Size = (8, 6), Channels = 3 });
        Assert.Equal([3, 3, 8, 6], Collect(loader, 0)[0].Shape);
    }

    [Fact]
    public void Epoch_AugmentationChangesSizeAndChannels_ImagesHaveThem()
    {
        var data = Samples.Noise(3, 8, 8, 3);
        var loader = new DataLoader(data, 3, new DataLoaderOptions { Augmentation = [new CenterCrop(4), new Grey()] });
        Assert.Equal([1, 4, 4], loader.ImageShape);
        Assert.Equal(data.PictureOf(1).WithChannels(1)[2, 2] / 255f, Collect(loader, 0)[0].Images[16], 1e-6f);
    }

    [Theory]
    [InlineData(0, false, "numbered has no pictures. Choose another data set, or another part of it.")]
    [InlineData(3, true, "numbered has 3 pictures, which make no batch of 4 with DropLast. Use a smaller batch, or keep the last one.")]
    public void Create_NoBatch_SaysWhy(int count, bool dropLast, string message) => Assert.Equal(message, Assert.Throws<ArgumentException>(
        () => new DataLoader(Samples.Numbered(count, 2), 4, new DataLoaderOptions { DropLast = dropLast })).Message);

    [Fact]
    public void Create_NormalizeForOtherChannels_Throws() => Assert.Throws<ShapeException>(
        () => new DataLoader(Samples.Numbered(4, 2), 4, new DataLoaderOptions { Normalize = Normalize.ImageNet }));

    [Fact]
    public void Epoch_TwoAtOnce_DoNotDisturbEachOther()
    {
        var loader = new DataLoader(Samples.Noise(40, 5, 5, 1), 4, Augmented with { Threads = 1 });
        var (a, b) = (Collect(loader, 0), Collect(loader, 1));
        foreach (var (one, other) in loader.Epoch(0).Zip(loader.Epoch(1)))
        {
            AssertEqual([a[one.Number]], [Copy(one)]);
            AssertEqual([b[other.Number]], [Copy(other)]);
        }
    }

    [Fact]
    public void Epoch_SteadyWithAugmentation_AllocatesNextToNothingPerSample()
    {
        var loader = new DataLoader(Samples.Noise(400, 16, 16, 3), 20, Augmented with { Threads = 0 });
        var length = loader.Epoch(0).Sum(batch => batch.Count);
        var before = GC.GetAllocatedBytesForCurrentThread();
        length += loader.Epoch(1).Sum(batch => batch.Count);
        Assert.Equal(800, length);

        // The generator of a sample is 24 bytes; a batch is a few small objects.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 400.0, 0, 64);
    }

    [Fact]
    public void Waited_SlowSource_CountsTheWaiting()
    {
        var loader = new DataLoader(Samples.Numbered(4, 2), 2, new DataLoaderOptions { Threads = 1, Augmentation = [new Slow()] });
        Collect(loader, 0);
        Assert.True(loader.Waited > TimeSpan.Zero);
    }

    private static List<Copied> Collect(DataLoader loader, int epoch, int first = 0) => [.. loader.Epoch(epoch, first).Select(Copy)];

    private static Copied Copy(Batch batch) =>
        new(batch.Number, batch.Images.Shape.ToArray(), batch.Images.Span.ToArray(), batch.Labels.ToArray(), batch.Indices.ToArray());

    private static void AssertEqual(List<Copied> expected, List<Copied> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (a, b) in expected.Zip(actual))
        {
            Assert.Equal(a.Number, b.Number);
            Assert.Equal(a.Shape, b.Shape);
            Assert.Equal(a.Images, b.Images);
            Assert.Equal(a.Labels, b.Labels);
            Assert.Equal(a.Indices, b.Indices);
        }
    }

    private sealed record Copied(int Number, int[] Shape, float[] Images, int[] Labels, int[] Indices);

    private sealed class BrokenSet(int count, int broken) : Dataset
    {
        public override string Name => "broken";

        public override int Count => count;

        public override IReadOnlyList<string> Classes => ["a"];

        public override int LabelOf(int index) => 0;

        public override Picture PictureOf(int index) =>
            index == broken ? throw new FileFormatException($"{index}.jpg", "the picture is truncated", "Leave it out") : new Picture(2, 2, 1);
    }

    private sealed class RoomySet : Dataset
    {
        public List<Picture> Rooms { get; } = [];

        public List<Size2d?> Covers { get; } = [];

        public override string Name => "roomy";

        public override int Count => 6;

        public override IReadOnlyList<string> Classes => ["a"];

        public override int LabelOf(int index) => 0;

        public override Picture PictureOf(int index) => new(9, 9, 3);

        public override Picture PictureOf(int index, Picture room, Size2d? cover = null)
        {
            Rooms.Add(room);
            Covers.Add(cover);
            room.SetSize(9, 9, 3);
            return room;
        }
    }

    private sealed class ThreadProbe : IAugmentation
    {
        public System.Collections.Concurrent.ConcurrentBag<Thread> Threads { get; } = [];

        public void Apply(Picture source, Picture target, Rng rng)
        {
            Threads.Add(Thread.CurrentThread);
            PictureChannels.Convert(source, source.Channels, target);
        }
    }

    private sealed class Slow : IAugmentation
    {
        public void Apply(Picture source, Picture target, Rng rng)
        {
            Thread.Sleep(2);
            PictureChannels.Convert(source, source.Channels, target);
        }
    }

    private sealed class Grey : IAugmentation
    {
        public void Apply(Picture source, Picture target, Rng rng) => PictureChannels.Convert(source, 1, target);
    }
}
