using Striate.Kernels.Threading;
using Striate.Versus.Libtorch;
using TorchSharp;

namespace Striate.Versus.Measuring;

/// <summary>Runs both sides of a case in turn: A B A B, so that whatever slows the machine down meets both.</summary>
internal static class Duel
{
    private const int SamplesOfFormat = 3;

    // The threads of either side go on looking for work for a short while after their last.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(5);

    /// <summary>Measures a case.</summary>
    /// <param name="work">The case.</param>
    /// <param name="limits">What the machine can do with the threads to be used.</param>
    /// <param name="pairs">How many samples of each side.</param>
    public static Outcome Run(Case work, Limits limits, int pairs)
    {
        // What earlier cases have left, up to gigabytes.
        GC.Collect();
        Workers.Count = limits.Threads;
        torch.set_num_threads(limits.Threads);
        var (peer, format) = FasterFormat(work);
        using var _ = peer;
        using var own = new Side(work.Striate());
        own.WarmUp();
        var (ownSamples, peerSamples) = (new Samples(), new Samples());
        for (var pair = 0; pair < pairs; pair++)
        {
            ownSamples.Add(SampleOf(own));
            peerSamples.Add(SampleOf(peer));
        }

        return new Outcome(work, work.Cost(), limits, ownSamples.Median, peerSamples.Median, format, Agreement.Of(work, own.Results, peer.Results));
    }

    private static (Side Peer, MemoryFormat Format) FasterFormat(Case work)
    {
        var (best, bestFormat, bestTime) = (default(Side), default(MemoryFormat), double.PositiveInfinity);
        foreach (var format in work.Formats)
        {
            var peer = new Side(work.Libtorch(format));
            var time = Warm(peer, work.Formats.Count > 1 ? SamplesOfFormat : 1);
            if (time < bestTime)
            {
                best?.Dispose();
                (best, bestFormat, bestTime) = (peer, format, time);
            }
            else
            {
                peer.Dispose();
            }
        }

        return (best!, bestFormat);
    }

    private static double Warm(Side side, int samples)
    {
        side.WarmUp();
        var times = new Samples();
        for (var sample = 0; sample < samples; sample++)
        {
            times.Add(SampleOf(side));
        }

        return times.Median;
    }

    private static double SampleOf(Side side)
    {
        Thread.Sleep(Rest);
        return side.Sample();
    }
}
