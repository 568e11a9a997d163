using System.Runtime.CompilerServices;

namespace Striate.Kernels.Threading;

/// <summary>
/// The one place where threads are started: a persistent pool that runs numbered chunks. The calling thread works too;
/// a call from inside a chunk, or while another thread's run is going on, runs inline on its own thread.
/// </summary>
public static unsafe class Workers
{
    // A worker that finds no work spins this many times (some 20 µs), then parks: a training step starts hundreds of
    // runs shortly after one another, and waking a parked thread costs more than most of them take.
    private const int SpinsBeforeParking = 400;

    private static readonly Lock Gate = new();
    private static readonly SemaphoreSlim Wake = new(0);
    private static readonly List<Thread> Threads = [];

    // The job: written while no chunk is left to claim, read by a thread only once it has claimed one, so that the run cannot end.
    private static delegate*<void*, int, void> _chunk;
    private static void* _work;
    private static int _chunks;

    // Run number in the upper half, chunks left in the lower: one compare-and-swap claims a chunk of this very run. Between two
    // runs none are left, whatever the job's fields hold.
    private static long _ticket;
    private static int _done;
    private static int _parked;
    private static Exception? _error;
    private static int _count = DefaultCount();

    [ThreadStatic]
    private static bool _inside;

    /// <summary>
    /// How many threads work, the caller's included. At start the number of processors, or the environment variable
    /// STRIATE_THREADS. Results do not depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1 or more than 1024.</exception>
    public static int Count
    {
        get => _count;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1024);
            lock (Gate)
            {
                _count = value;
            }
        }
    }

    /// <summary>Runs every chunk of <paramref name="work"/> once and returns when all are done.</summary>
    /// <typeparam name="T">The work: a struct of sizes and pointers.</typeparam>
    /// <param name="chunks">How many chunks; none for 0 or less.</param>
    /// <param name="work">What to do.</param>
    public static void For<T>(int chunks, T work)
        where T : unmanaged, IChunkedWork
    {
        if (chunks > 1 && _count > 1 && !_inside && Gate.TryEnter())
        {
            try
            {
                RunShared(chunks, &RunChunk<T>, &work);
            }
            finally
            {
                Gate.Exit();
            }

            return;
        }

        for (var i = 0; i < chunks; i++)
        {
            work.Run(i);
        }
    }

    /// <summary>Runs <paramref name="work"/> over 0 … <paramref name="length"/> − 1, cut into pieces of <paramref name="grain"/>.</summary>
    /// <typeparam name="T">The work: a struct of sizes and pointers.</typeparam>
    /// <param name="length">How many numbers.</param>
    /// <param name="grain">Numbers in a piece; the last piece may be shorter.</param>
    /// <param name="work">What to do.</param>
    public static void ForRange<T>(int length, int grain, T work)
        where T : unmanaged, IRangeWork =>
        For((int)(((long)length + grain - 1) / grain), new RangeChunks<T>(work, length, grain));

    private static void RunChunk<T>(void* work, int chunk)
        where T : unmanaged, IChunkedWork => Unsafe.AsRef<T>(work).Run(chunk);

    private static void RunShared(int chunks, delegate*<void*, int, void> chunk, void* work)
    {
        while (Threads.Count < _count - 1)
        {
            var index = Threads.Count;
            var thread = new Thread(() => Work(index)) { IsBackground = true, Name = $"Striate worker {index + 1}" };
            Threads.Add(thread);
            thread.Start();
        }

        _chunk = chunk;
        _work = work;
        _chunks = chunks;
        _done = 0;
        var run = (long)((ulong)Volatile.Read(ref _ticket) >> 32) + 1;
        Interlocked.Exchange(ref _ticket, (run << 32) | (uint)chunks);
        var parked = Volatile.Read(ref _parked);
        if (parked > 0)
        {
            Wake.Release(parked);
        }

        _inside = true;
        ClaimChunks();
        _inside = false;

        var wait = default(SpinWait);
        while (Volatile.Read(ref _done) < chunks)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        if (_error is { } error)
        {
            _error = null;
            throw new AggregateException(error);
        }
    }

    private static void Work(int index)
    {
        _inside = true;
        var seen = 0L;
        while (true)
        {
            var spins = 0;
            while (Volatile.Read(ref _ticket) >> 32 == seen)
            {
                if (++spins < SpinsBeforeParking)
                {
                    Thread.SpinWait(10);
                    continue;
                }

                Interlocked.Increment(ref _parked);
                if (Volatile.Read(ref _ticket) >> 32 == seen)
                {
                    Wake.Wait();
                }

                Interlocked.Decrement(ref _parked);
                spins = 0;
            }

            seen = Volatile.Read(ref _ticket) >> 32;
            if (index < _count - 1)
            {
                ClaimChunks();
            }
        }
    }

    private static void ClaimChunks()
    {
        while (true)
        {
            var ticket = Volatile.Read(ref _ticket);
            var left = (int)ticket;
            if (left == 0)
            {
                return;
            }

            if (Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket) != ticket)
            {
                continue;
            }

            try
            {
                _chunk(_work, _chunks - left);
            }
            catch (Exception error)
            {
                // Kept for the caller, who throws it when all chunks have ended.
                Interlocked.CompareExchange(ref _error, error, null);
            }

            Interlocked.Increment(ref _done);
        }
    }

    private static int DefaultCount() =>
        int.TryParse(Environment.GetEnvironmentVariable("STRIATE_THREADS"), out var threads) && threads is >= 1 and <= 1024
            ? threads
            : Environment.ProcessorCount;

    private readonly struct RangeChunks<T>(T work, int length, int grain) : IChunkedWork
        where T : unmanaged, IRangeWork
    {
        public void Run(int chunk)
        {
            var start = chunk * grain;
            work.Run(start, Math.Min(grain, length - start));
        }
    }
}
