using Striate.Kernels.Threading;

namespace Striate.Kernels.Tests.Threading;

public unsafe class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void For_ManyRunsOfManyLengths_DoesEveryChunkOnce(int threads)
    {
        With(threads, () =>
        {
            for (var run = 0; run < 500; run++)
            {
                var done = new int[run % 40];
                fixed (int* counts = done)
                {
                    Workers.For(done.Length, new Count(counts));
                }

                Assert.All(done, count => Assert.Equal(1, count));
            }
        });
    }

    [Fact]
    public void For_TheNumberOfThreadsChangesBetweenRuns_DoesEveryChunkOnce()
    {
        foreach (var threads in (int[])[5, 2, 1, 3, 9, 2])
        {
            For_ManyRunsOfManyLengths_DoesEveryChunkOnce(threads);
        }
    }

    [Fact]
    public void For_AShareTakesLong_AnotherThreadHelps() => With(2, () =>
    {
        // While another test's run is going on, this one's is done by one thread: then it is tried again.
        Assert.Contains(Enumerable.Range(0, 200), _ =>
        {
            var runners = new int[8];
            fixed (int* ids = runners)
            {
                Workers.For(runners.Length, new WaitForHelp(ids));
            }

            return runners[0] != runners[3];
        });
    });

    [Fact]
    public void For_AfterAPause_WakesParkedThreads() => With(3, () =>
    {
        for (var run = 0; run < 5; run++)
        {
            Thread.Sleep(30);
            var done = new int[64];
            fixed (int* counts = done)
            {
                Workers.For(done.Length, new Count(counts));
            }

            Assert.All(done, count => Assert.Equal(1, count));
        }
    });

    [Fact]
    public void For_InsideAChunk_RunsInline() => With(2, () =>
    {
        var done = new int[6 * 5];
        fixed (int* counts = done)
        {
            Workers.For(6, new Nested(counts, 5));
        }

        Assert.All(done, count => Assert.Equal(1, count));
    });

    [Fact]
    public void For_FromSeveralThreadsAtOnce_AllDoTheirOwn() => With(2, () => Parallel.For(0, 4, _ =>
    {
        for (var run = 0; run < 200; run++)
        {
            var done = new int[9];
            fixed (int* counts = done)
            {
                Workers.For(done.Length, new Count(counts));
            }

            Assert.All(done, count => Assert.Equal(1, count));
        }
    }));

    [Fact]
    public void For_AChunkThrows_TheCallerGetsItAndThePoolGoesOn() => With(2, () =>
    {
        Assert.Throws<AggregateException>(() => Workers.For(8, default(Throwing)));
        For_InsideAChunk_RunsInline();
    });

    [Fact]
    public void ForRange_Pieces_CoverTheRange() => With(2, () =>
    {
        var done = new int[1001];
        fixed (int* counts = done)
        {
            Workers.ForRange(done.Length, 64, new CountRange(counts));
        }

        Assert.All(done, count => Assert.Equal(1, count));
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void Count_OutOfRange_IsAnError(int threads) => Assert.Throws<ArgumentOutOfRangeException>(() => Workers.Count = threads);

    [Fact]
    public void Scratch_NestedRents_AreAlignedAndApart()
    {
        for (var round = 0; round < 3; round++)
        {
            using var first = Scratch.Rent(100);
            first.Span.Fill(1);
            using (var second = Scratch.Rent(100_000))
            {
                second.Span.Fill(2);
                Assert.Equal(0, (nint)second.Pointer % 64);
            }

            using var third = Scratch.Rent(10);
            third.Span.Fill(3);
            Assert.Equal(0, (nint)first.Pointer % 64);
            Assert.Equal(100, first.Span.Count(1f));
        }
    }

    private static void With(int threads, Action act)
    {
        var before = Workers.Count;
        Workers.Count = threads;
        try
        {
            act();
        }
        finally
        {
            Workers.Count = before;
        }
    }

    private readonly struct Count(int* counts) : IChunkedWork
    {
        public void Run(int chunk) => Interlocked.Increment(ref counts[chunk]);
    }

    // Chunks 0 and 3 belong to one share. Chunk 0 lasts until chunk 3 was done, by another thread, but at most 50 ms.
    private readonly struct WaitForHelp(int* runners) : IChunkedWork
    {
        public void Run(int chunk)
        {
            var start = Environment.TickCount64;
            while (chunk == 0 && Volatile.Read(ref runners[3]) == 0 && Environment.TickCount64 - start < 50)
            {
                Thread.SpinWait(20);
            }

            Volatile.Write(ref runners[chunk], Environment.CurrentManagedThreadId);
        }
    }

    private readonly struct CountRange(int* counts) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = start; i < start + length; i++)
            {
                Interlocked.Increment(ref counts[i]);
            }
        }
    }

    private readonly struct Nested(int* counts, int inner) : IChunkedWork
    {
        public void Run(int chunk) => Workers.For(inner, new Count(counts + (chunk * inner)));
    }

    private readonly struct Throwing : IChunkedWork
    {
        public void Run(int chunk) => throw new InvalidOperationException("chunk");
    }
}
