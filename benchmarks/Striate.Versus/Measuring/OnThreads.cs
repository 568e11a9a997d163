using System.Diagnostics;

namespace Striate.Versus.Measuring;

/// <summary>The same work on several threads at once, timed.</summary>
internal static class OnThreads
{
    private const int Repeats = 15;

    /// <summary>Runs work on every thread and takes the time until the last has done, several times over.</summary>
    /// <param name="threads">How many threads.</param>
    /// <param name="work">What each does, given its number.</param>
    /// <returns>The shortest time, in seconds: a peak is what the machine can do undisturbed.</returns>
    public static double BestTime(int threads, Action<int> work)
    {
        using var barrier = new Barrier(threads);
        var best = double.PositiveInfinity;
        var all = Enumerable.Range(0, threads).Select(index => new Thread(() => Work(index))).ToList();
        all.ForEach(thread => thread.Start());
        all.ForEach(thread => thread.Join());
        return best;

        void Work(int index)
        {
            // The first round is a warm-up.
            for (var round = 0; round <= Repeats; round++)
            {
                barrier.SignalAndWait();
                var start = Stopwatch.GetTimestamp();
                work(index);
                barrier.SignalAndWait();
                if (index == 0 && round > 0)
                {
                    best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
                }
            }
        }
    }
}
