namespace Striate.Kernels.Threading;

/// <summary>
/// Work that is cut into numbered chunks. How it is cut depends on shapes alone, never on the number of threads, so that
/// results are the same bits at any number of them. A chunk writes what no other chunk of the same run touches.
/// </summary>
public interface IChunkedWork
{
    /// <summary>Does one chunk.</summary>
    /// <param name="chunk">The number of the chunk, from 0.</param>
    void Run(int chunk);
}
