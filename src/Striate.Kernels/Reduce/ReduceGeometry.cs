namespace Striate.Kernels.Reduce;

/// <summary>A block of numbers of which some axes are folded to one number each, a run of neighbouring axes after another, the longest first.</summary>
public sealed class ReduceGeometry
{
    private ReduceGeometry(AxisGeometry[] passes) => Passes = passes;

    /// <summary>Numbers that go in.</summary>
    public int Length => Passes[0].Length;

    /// <summary>Numbers that come out.</summary>
    public int Results => Passes[^1].Lines;

    /// <summary>Numbers folded into each result.</summary>
    public int Count
    {
        get
        {
            var count = 1;
            foreach (var pass in Passes)
            {
                count *= pass.Count;
            }

            return count;
        }
    }

    internal AxisGeometry[] Passes { get; }

    /// <summary>Checks the sizes.</summary>
    /// <param name="sizes">Sizes in the order of memory, outermost first.</param>
    /// <param name="isReduced">For each axis whether it is folded.</param>
    /// <exception cref="ShapeException">There are not as many of both.</exception>
    public static ReduceGeometry Create(ReadOnlySpan<int> sizes, ReadOnlySpan<bool> isReduced)
    {
        if (sizes.Length != isReduced.Length)
        {
            throw new ShapeException($"Reduce: {sizes.Length} sizes and {isReduced.Length} choices; give one for each axis.");
        }

        // Neighbours of one kind are one run.
        var runs = new List<(int Size, bool IsReduced)>();
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (runs.Count > 0 && runs[^1].IsReduced == isReduced[axis])
            {
                runs[^1] = (runs[^1].Size * sizes[axis], isReduced[axis]);
            }
            else
            {
                runs.Add((sizes[axis], isReduced[axis]));
            }
        }

        var passes = new List<AxisGeometry>();
        while (runs.Any(run => run.IsReduced))
        {
            var longest = runs.IndexOf(runs.Where(run => run.IsReduced).MaxBy(run => run.Size));
            passes.Add(AxisGeometry.Create([.. runs.Select(run => run.Size)], longest));
            runs[longest] = (1, false);
        }

        // With nothing to fold each number is a result of its own.
        if (passes.Count == 0)
        {
            passes.Add(AxisGeometry.Create([1, .. sizes], 0));
        }

        return new ReduceGeometry([.. passes]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", then ", Passes);
}
