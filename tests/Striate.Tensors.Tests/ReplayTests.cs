using System.Runtime.CompilerServices;
using Striate.Kernels;
using Striate.Kernels.Conv;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class ReplayTests
{
    private static readonly Tensor Filters = Random([4, 4, 3, 3], 2);
    private static readonly Tensor Bias = Random([4], 3);

    [Fact]
    public void Run_OtherNumbers_EqualsTheFunction()
    {
        var replay = Replay.Of(Net, [2, 4, 8, 8]);
        for (var seed = 1UL; seed <= 3; seed++)
        {
            var x = Random([2, 4, 8, 8], seed);
            x.Span.CopyTo(replay.Input.Span);
            Assert.Equal(Net(x).ToArray(), replay.Run().ToArray());
        }
    }

    [Fact]
    public void Run_SumsOfATensorAndWhatFollowsFromIt_EqualsTheFunction()
    {
        var x = Random([2, 4, 8, 8], 1);
        var replay = Replay.Of(LinearBlocks, x.Shape);
        for (var run = 0; run < 2; run++)
        {
            x.Span.CopyTo(replay.Input.Span);
            Assert.Equal(LinearBlocks(x).ToArray(), replay.Run().ToArray());
        }

        static Tensor LinearBlocks(Tensor x)
        {
            for (var block = 0; block < 4; block++)
            {
                x = Convolution(Ops.Relu(Convolution(x)));
                x = Ops.Add(x, Convolution(Ops.Relu(Convolution(x))));
            }

            // Looks at the last sum before anything else was computed.
            return Ops.GlobalAvgPool2d(x);
        }

        static Tensor Convolution(Tensor x) => Ops.Conv2d(x, Filters, Bias, padding: 1);
    }

    // Operations of one, two and three dimensions wait, and read their inputs anew each time.
    [Fact]
    public void Run_SignalsImagesAndVolumes_EqualsTheFunction()
    {
        Check([2, 4, 12], x => Ops.MaxUnpool1d(Ops.MaxPool1d(Ops.Conv1d(x, RandomChannelsLast([4, 4, 3], 2), padding: 1), out var places, 2), places, 12));
        Check([2, 4, 8, 8], x => Ops.GroupNorm(Ops.ConvTranspose2d(Ops.LpPool2d(x, 2, 2), Filters, Bias, 2), 2));
        Check([2, 4, 8, 8], x => Ops.AdaptiveMaxPool2d(Ops.LayerNorm2d(Ops.Convolve2d(x, Filters)), 3));
        Check([2, 4, 4, 6, 6], x => Ops.AvgPool3d(Ops.MaxPool3d(Ops.Relu(Ops.Conv3d(x, RandomChannelsLast([4, 4, 2, 3, 3], 2), Bias, padding: 1)), 2), 2));
        Check([2, 4, 4, 6, 6], x => Ops.LayerNorm(Ops.Flatten(Ops.AdaptiveAvgPool3d(Ops.InstanceNorm(x), 2)), [32]));

        static void Check(Shape shape, Func<Tensor, Tensor> net)
        {
            var replay = Replay.Of(net, shape);
            for (var seed = 1UL; seed <= 2; seed++)
            {
                var x = Tensor.From(Random(shape, seed).Span, shape);
                if (replay.Input.Layout == Layout.RowMajor)
                {
                    x.CopyTo(replay.Input.Span);
                }
                else
                {
                    replay.Input.CopyFrom(x.Span);
                }

                Assert.Equal(net(x).ToArray(), replay.Run().ToArray());
            }
        }
    }

    [Fact]
    public void Run_Repeated_AllocatesNothing()
    {
        var replay = Replay.Of(Net, [2, 4, 8, 8]);
        for (var run = 0; run < 3; run++)
        {
            replay.Run();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        replay.Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Of_LongChain_ReusesMemory()
    {
        // 40 tensors, of which two are needed at a time, and a third where a sum is due.
        var (least, most) = (nint.MaxValue, nint.MinValue);
        var tensors = new List<Tensor>();
        var replay = Replay.Of(
            x =>
            {
                for (var i = 0; i < 40; i++)
                {
                    x = i % 10 == 9 ? Ops.Add(Ops.Tanh(x), x) : Ops.Tanh(x);
                    tensors.Add(x);
                }

                return x;
            },
            [1, 1024]);
        foreach (var tensor in tensors.SkipLast(1))
        {
            var place = Unsafe.ByteOffset(ref replay.Input.Span[0], ref tensor.Span[0]);
            (least, most) = (nint.Min(least, place), nint.Max(most, place));
        }

        Assert.InRange((most - least) / sizeof(float), 1024, 3 * 1024);
    }

    [Fact]
    public void Of_InputItself_GivesItBack()
    {
        var replay = Replay.Of(x => x, [3]);
        replay.Input.Span[1] = 5;
        Assert.Equal([0, 5, 0], replay.Run().ToArray());
    }

    [Fact]
    public void Of_ResultFilledByHand_SaysHowToMakeIt()
    {
        var error = Assert.Throws<ArgumentException>(() => Replay.Of(
            x =>
            {
                var y = Tensor.Uninitialized(x.Shape);
                x.Span.CopyTo(y.Span);
                return Tape.Record("Copy", [x], y, null, null);
            },
            [3]));
        Assert.Equal(
            "Copy: its result was filled in by hand and cannot be computed again. Make it with Tensor.From(shape, layout, write).", error.Message);
    }

    // Joined and not, used twice, a view, channels put together, and a tensor that is read long after it was made.
    private static Tensor Net(Tensor x)
    {
        var first = Ops.Relu(Ops.Conv2d(x, Filters, Bias, padding: 1));
        var norm = Ops.BatchNorm(Ops.Conv2d(first, Filters, null, padding: 1), Bias, Bias, Bias, Tensor.Full([4], 2), training: false);
        var sum = Ops.Relu(Ops.Add(norm, first));
        var twice = Ops.Conv2d(sum, Filters, Bias, stride: 2, padding: 1);
        var both = Ops.ConcatChannels(Ops.Relu(twice), Ops.Tanh(twice));
        var pooled = Ops.MaxPool2d(both, 2);
        var scores = Ops.Linear(Ops.Flatten(pooled), Random([5, 32], 7));
        return Ops.Softmax(Ops.Add(scores, Ops.Linear(Ops.Flatten(Ops.AdaptiveAvgPool2d(first, 1)), Random([5, 4], 8))));
    }
}
