namespace Striate.Kernels.Vectors;

/// <summary>A chunk of work that is written once for every width of vectors.</summary>
internal interface IVectorChunk
{
    /// <summary>Does one chunk with vectors of one width.</summary>
    void Run<V>(int chunk)
        where V : unmanaged, IVector<V>;
}

/// <summary>A range of work that is written once for every width of vectors.</summary>
internal interface IVectorRange
{
    /// <summary>Does a range with vectors of one width.</summary>
    void Run<V>(int start, int length)
        where V : unmanaged, IVector<V>;
}

/// <summary>Runs work with the widest vectors that the machine has.</summary>
internal static class ByWidth
{
    public static void Run<TWork>(in TWork work, int chunk)
        where TWork : struct, IVectorChunk => RunAt(Simd.Width, work, chunk);

    /// <summary>The same with the narrowest vectors that hold so many numbers: half empty ones cross more lines of the cache.</summary>
    public static void RunFor<TWork>(in TWork work, int chunk, int numbers)
        where TWork : struct, IVectorChunk =>
        RunAt(Math.Min(Simd.Width, numbers <= Floats4.Count ? Floats4.Count : numbers <= Floats8.Count ? Floats8.Count : Floats16.Count), work, chunk);

    private static void RunAt<TWork>(int width, in TWork work, int chunk)
        where TWork : struct, IVectorChunk
    {
        switch (width)
        {
            case 16:
                work.Run<Floats16>(chunk);
                break;
            case 8:
                work.Run<Floats8>(chunk);
                break;
            default:
                work.Run<Floats4>(chunk);
                break;
        }
    }

    public static void Run<TWork>(in TWork work, int start, int length)
        where TWork : struct, IVectorRange
    {
        switch (Simd.Width)
        {
            case 16:
                work.Run<Floats16>(start, length);
                break;
            case 8:
                work.Run<Floats8>(start, length);
                break;
            default:
                work.Run<Floats4>(start, length);
                break;
        }
    }
}
