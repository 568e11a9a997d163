using System.Runtime.InteropServices;

namespace Striate.Kernels.Threading;

/// <summary>
/// A thread's place in the pool: its own share of a run's chunks, which others may take too when theirs are done, and where it
/// waits for the next run.
/// </summary>
internal sealed class Seat
{
    // A thread that finds no work spins this many times (some 20 µs), then parks: a training step starts hundreds of
    // runs shortly after one another, and waking a parked thread costs more than most of them take.
    private const int SpinsBeforeParking = 400;

    private readonly object _bed = new();
    private Ticket _ticket;
    private int _parked;

    /// <summary>The run that chunks were offered for last.</summary>
    public uint Run => (uint)(Volatile.Read(ref _ticket.Value) >> 32);

    /// <summary>Offers a share of a run.</summary>
    /// <param name="run">The run's number.</param>
    /// <param name="chunks">How many chunks.</param>
    public void Offer(uint run, int chunks)
    {
        Interlocked.Exchange(ref _ticket.Value, ((long)run << 32) | (uint)chunks);
        if (Volatile.Read(ref _parked) != 0)
        {
            lock (_bed)
            {
                Monitor.Pulse(_bed);
            }
        }
    }

    /// <summary>Takes one chunk of the share, from the first to the last.</summary>
    /// <returns>How many were left, it included; 0 for none.</returns>
    public int Claim()
    {
        while (true)
        {
            var ticket = Volatile.Read(ref _ticket.Value);
            var left = (int)ticket;
            if (left == 0 || Interlocked.CompareExchange(ref _ticket.Value, ticket - 1, ticket) == ticket)
            {
                return left;
            }
        }
    }

    /// <summary>Waits for a run after the one that was seen last.</summary>
    /// <param name="seen">The last.</param>
    /// <returns>The next.</returns>
    public uint WaitForRunAfter(uint seen)
    {
        while (true)
        {
            for (var spins = 0; spins < SpinsBeforeParking; spins++)
            {
                if (Run != seen)
                {
                    return Run;
                }

                Thread.SpinWait(10);
            }

            // Whoever offers a run now sees the mark, or this thread sees the run.
            Interlocked.Exchange(ref _parked, 1);
            lock (_bed)
            {
                while (Run == seen)
                {
                    Monitor.Wait(_bed);
                }
            }

            Volatile.Write(ref _parked, 0);
        }
    }

    // Run number in the upper half, chunks left in the lower: one compare-and-swap claims a chunk of this very run. No other
    // seat's ticket lies in the same line of the cache or in the one beside it.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Ticket
    {
        [FieldOffset(128)]
        public long Value;
    }
}
