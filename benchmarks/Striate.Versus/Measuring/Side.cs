using System.Diagnostics;
using Striate.Versus.Contenders;

namespace Striate.Versus.Measuring;

/// <summary>A contender with what its first run came to, and a way to time it.</summary>
internal sealed class Side : IDisposable
{
    private const double WarmUpSeconds = 1.0;
    private const double SampleSeconds = 0.075;
    private const int FewestWarmUpRuns = 3;

    private readonly IContender _contender;
    private int _runsInSample = 1;

    public Side(IContender contender)
    {
        _contender = contender;
        Results = contender.Results();
    }

    /// <summary>What the work came to.</summary>
    public IReadOnlyList<Result> Results { get; }

    /// <summary>Runs until the compiler has settled, and finds how many runs make a sample of a good length.</summary>
    public void WarmUp()
    {
        RunFor(WarmUpSeconds, FewestWarmUpRuns);
        _runsInSample = RunFor(SampleSeconds, 1);
    }

    /// <summary>Times one run, as the mean of as many as make a sample.</summary>
    /// <returns>Seconds.</returns>
    public double Sample()
    {
        var start = Stopwatch.GetTimestamp();
        for (var run = 0; run < _runsInSample; run++)
        {
            _contender.Run();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / _runsInSample;
    }

    public void Dispose() => _contender.Dispose();

    private int RunFor(double seconds, int fewest)
    {
        var start = Stopwatch.GetTimestamp();
        var runs = 0;
        while (runs < fewest || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            _contender.Run();
            runs++;
        }

        return runs;
    }
}
