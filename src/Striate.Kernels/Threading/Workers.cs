using System.Runtime.CompilerServices;

namespace Striate.Kernels.Threading;

/// <summary>
/// The one place where threads are started: a persistent pool that runs numbered chunks. The calling thread works too;
/// a call from inside a chunk, or while another thread's run is going on, runs inline on its own thread.
/// </summary>
/// <remarks>
/// Each thread begins with a share of its own, the same part of every run, so that it finds in its caches what it wrote in the
/// run before: reading what another core wrote takes several times as long, and longer still where cores share no cache. Whoever is
/// done helps the others.
/// </remarks>
public static unsafe class Workers
{
    private static readonly Lock Gate = new();

    // The caller's seat, then the workers'.
    private static Seat[] _seats = [new Seat()];

    // The job: written while no chunk is left to claim, read by a thread only once it has claimed one, so that the run cannot end.
    private static delegate*<void*, int, void> _chunk;
    private static void* _work;
    private static int _chunks;
    private static int _shares;

    private static uint _run;
    private static int _done;
    private static Exception? _error;
    private static int _count = DefaultCount();

    [ThreadStatic]
    private static bool _inside;

    /// <summary>As many threads as <see cref="Count"/> may say.</summary>
    public const int MostCount = 1024;

    /// <summary>
    /// How many threads work, the caller's included. At start the number of processors, or the environment variable
    /// STRIATE_THREADS where it is such a number. Results do not depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1 or more than <see cref="MostCount"/>.</exception>
    public static int Count
    {
        get => _count;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostCount);
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
        var shares = Math.Min(_count, chunks);
        StartWorkers(shares - 1);
        _chunk = chunk;
        _work = work;
        (_chunks, _shares, _done) = (chunks, shares, 0);
        _run++;
        for (var share = shares - 1; share >= 0; share--)
        {
            _seats[share].Offer(_run, End(share, chunks, shares) - End(share - 1, chunks, shares));
        }

        _inside = true;
        RunChunks(0, shares);
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

    private static void StartWorkers(int count)
    {
        for (var index = _seats.Length; index <= count; index++)
        {
            Volatile.Write(ref _seats, [.. _seats, new Seat()]);
            var own = index;
            new Thread(() => Work(own)) { IsBackground = true, Name = $"Striate worker {own}" }.Start();
        }
    }

    private static void Work(int own)
    {
        _inside = true;
        var seat = _seats[own];
        var seen = 0u;
        while (true)
        {
            seen = seat.WaitForRunAfter(seen);
            RunChunks(own, Volatile.Read(ref _shares));
        }
    }

    // Runs the thread's own share, then what is left of the others', the next one first.
    private static void RunChunks(int own, int shares)
    {
        var done = 0;
        var seats = _seats;
        for (var i = 0; i < shares; i++)
        {
            var share = (own + i) % shares;
            while (seats[share].Claim() is var left and > 0)
            {
                try
                {
                    _chunk(_work, End(share, _chunks, _shares) - left);
                }
                catch (Exception error)
                {
                    // Kept for the caller, who throws it when all chunks have ended.
                    Interlocked.CompareExchange(ref _error, error, null);
                }

                done++;
            }
        }

        if (done > 0)
        {
            Interlocked.Add(ref _done, done);
        }
    }

    private static int End(int share, int chunks, int shares) => (int)((share + 1L) * chunks / shares);

    private static int DefaultCount() =>
        int.TryParse(Environment.GetEnvironmentVariable("STRIATE_THREADS"), out var threads) && threads is >= 1 and <= MostCount
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
