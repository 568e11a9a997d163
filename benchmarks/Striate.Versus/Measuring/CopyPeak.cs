namespace Striate.Versus.Measuring;

/// <summary>How fast memory is copied that lies in no cache.</summary>
internal static class CopyPeak
{
    private const int Floats = 32 * 1024 * 1024;

    /// <summary>Bytes read and written in a second.</summary>
    /// <param name="threads">How many threads share the copy.</param>
    public static double Measure(int threads)
    {
        var (source, target) = (new float[Floats], new float[Floats]);
        Array.Fill(source, 1);
        var share = Floats / threads;
        var seconds = OnThreads.BestTime(threads, index => source.AsSpan(index * share, share).CopyTo(target.AsSpan(index * share, share)));
        return 2.0 * sizeof(float) * share * threads / seconds;
    }
}
