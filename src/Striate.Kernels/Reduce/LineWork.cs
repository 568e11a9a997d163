using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>What is done with one line of numbers that lie side by side.</summary>
internal unsafe interface ILineWork
{
    /// <summary>Does a line.</summary>
    /// <param name="a">A line of the first input.</param>
    /// <param name="b">A line of the second; null where there is none.</param>
    /// <param name="y">The line of results.</param>
    void Run(float* a, float* b, float* y);
}

/// <summary>
/// Does the same work with every line along an axis. Lines along an axis other than the last are brought side by side first, some
/// at a time, so that the work sees lines alone.
/// </summary>
internal readonly unsafe struct LineWork<TWork>(AxisGeometry inputs, AxisGeometry results, TWork work, float* a, float* b, float* y) : IRangeWork
    where TWork : unmanaged, ILineWork
{
    // Lines brought side by side together: whole lines of the cache.
    private const int Together = 16;

    private int BlocksInside => (inputs.Inner + Together - 1) / Together;

    /// <summary>Does all lines.</summary>
    public void Run()
    {
        if (inputs.Length == 0)
        {
            return;
        }

        var (blocks, lines) = inputs.Inner == 1 ? (inputs.Outer, 1) : (inputs.Outer * BlocksInside, Together);
        Workers.ForRange(blocks, Border.UnitsInPiece(lines * Math.Max(inputs.Count, results.Count)), this);
    }

    public void Run(int start, int length)
    {
        if (inputs.Inner == 1)
        {
            for (var i = start; i < start + length; i++)
            {
                work.Run(a + ((nint)i * inputs.Count), b is null ? null : b + ((nint)i * inputs.Count), y + ((nint)i * results.Count));
            }

            return;
        }

        using var linesOfA = Scratch.Rent(Together * inputs.Count);
        using var linesOfB = Scratch.Rent(b is null ? 0 : Together * inputs.Count);
        using var linesOfY = Scratch.Rent(Together * results.Count);
        for (var i = start; i < start + length; i++)
        {
            var (outer, block) = Math.DivRem(i, BlocksInside);
            var (first, count) = (block * Together, Math.Min(Together, inputs.Inner - (block * Together)));
            var source = ((nint)outer * inputs.Count * inputs.Inner) + first;
            Transposition.Copy(a + source, inputs.Inner, inputs.Count, count, linesOfA.Pointer, inputs.Count);
            if (b is not null)
            {
                Transposition.Copy(b + source, inputs.Inner, inputs.Count, count, linesOfB.Pointer, inputs.Count);
            }

            for (var line = 0; line < count; line++)
            {
                var place = line * inputs.Count;
                work.Run(linesOfA.Pointer + place, b is null ? null : linesOfB.Pointer + place, linesOfY.Pointer + (line * results.Count));
            }

            var target = y + ((nint)outer * results.Count * results.Inner) + first;
            Transposition.Copy(linesOfY.Pointer, results.Count, count, results.Count, target, results.Inner);
        }
    }
}
