using Striate.Kernels.Conv;

namespace Striate.Kernels.Shaping;

/// <summary>A padding as boxes, each of which is copied from the source as a whole or filled with the value.</summary>
public sealed class PadGeometry : IGeometry
{
    private PadGeometry(StridedView from, StridedView to, AxisPadding[] padding, PadMode mode, PadBox[] boxes) =>
        (From, To, Padding, Mode, Boxes) = (from, to, padding, mode, boxes);

    /// <summary>Where the source lies.</summary>
    public StridedView From { get; }

    /// <summary>Where the padded result lies.</summary>
    public StridedView To { get; }

    /// <summary>What the padding is filled with.</summary>
    public PadMode Mode { get; }

    /// <summary>None: numbers are copied.</summary>
    public long MultiplyAdds => 0;

    /// <summary>For signals, images and volumes, a window of one place that moves over the padding too.</summary>
    public (WindowAxis Rows, WindowAxis Columns)? Window => From.Rank switch
    {
        3 => (WindowAxis.Create(1, 1, 1, 0, 0, 1, Fit.Floor), OnePlace(2)),
        4 or 5 => (OnePlace(From.Rank - 2), OnePlace(From.Rank - 1)),
        _ => null,
    };

    /// <summary>The padding of each axis.</summary>
    internal AxisPadding[] Padding { get; }

    /// <summary>The boxes that make up the result; the first is the whole source.</summary>
    internal PadBox[] Boxes { get; }

    /// <summary>Checks the sizes and cuts the result into boxes.</summary>
    /// <param name="from">Where the source lies.</param>
    /// <param name="to">Where the result lies; each size is that of the source and its padding.</param>
    /// <param name="padding">For each axis.</param>
    /// <param name="mode">What the padding is filled with.</param>
    /// <exception cref="ShapeException">Padding is negative, longer than a source that is to fill it, or the sizes do not fit.</exception>
    public static PadGeometry Create(StridedView from, StridedView to, ReadOnlySpan<AxisPadding> padding, PadMode mode)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var boxes = new List<PadBox> { new(from, to) };
        for (var axis = 0; axis < from.Rank; axis++)
        {
            var size = from.Sizes[axis];
            var (before, after) = padding[axis];
            Check(axis, size, padding[axis], mode);
            if (to.Sizes[axis] != size + before + after)
            {
                throw new ShapeException($"axis {axis} of {size} with padding {before} and {after} does not fill {to.Sizes[axis]}.");
            }

            var runs = Runs(size, before, after, mode);
            boxes = [.. boxes.SelectMany(box => runs.Select(run => box.Slice(axis, run)))];
        }

        return new PadGeometry(from, to, padding.ToArray(), mode, [.. boxes]);
    }

    /// <summary>"[1, 3, 4, 4] -> [1, 3, 6, 6], Reflect".</summary>
    public override string ToString() => $"[{string.Join(", ", From.Sizes.ToArray())}] -> [{string.Join(", ", To.Sizes.ToArray())}], {Mode}";

    private WindowAxis OnePlace(int axis) => WindowAxis.Create(From.Sizes[axis], 1, 1, Padding[axis].Before, Padding[axis].After, 1, Fit.Floor);

    private static void Check(int axis, int size, AxisPadding padding, PadMode mode)
    {
        var most = mode switch
        {
            PadMode.Reflect => Math.Max(size - 1, 0),
            PadMode.Circular => size,
            PadMode.Replicate => size > 0 ? int.MaxValue : 0,
            _ => int.MaxValue,
        };
        if (Math.Min(padding.Before, padding.After) < 0 || Math.Max(padding.Before, padding.After) > most)
        {
            var range = most == int.MaxValue ? "at least 0" : $"0 to {most}";
            throw new ShapeException($"padding {padding.Before} and {padding.After} of axis {axis}, size {size}: with {mode} each must be {range}.");
        }
    }

    // The numbers themselves come first.
    private static List<PadRun> Runs(int size, int before, int after, PadMode mode)
    {
        var runs = new List<PadRun> { new(before, size, 0, 1) };
        var end = before + size;
        switch (mode)
        {
            case PadMode.Reflect:
                runs.Add(new PadRun(0, before, before, -1));
                runs.Add(new PadRun(end, after, size - 2, -1));
                break;
            case PadMode.Circular:
                runs.Add(new PadRun(0, before, size - before, 1));
                runs.Add(new PadRun(end, after, 0, 1));
                break;
            case PadMode.Replicate:
                // One by one, so that the gradient of none adds to a place twice.
                runs.AddRange(Enumerable.Range(0, before).Select(i => new PadRun(i, 1, 0, 1)));
                runs.AddRange(Enumerable.Range(end, after).Select(i => new PadRun(i, 1, size - 1, 1)));
                break;
            default:
                runs.Add(new PadRun(0, before, null, 1));
                runs.Add(new PadRun(end, after, null, 1));
                break;
        }

        return [.. runs.Where((run, i) => i == 0 || run.Count > 0)];
    }
}

/// <summary>Places of one axis of a padded result, and what fills them.</summary>
/// <param name="Start">The first place.</param>
/// <param name="Count">How many.</param>
/// <param name="From">The first one's place in the source; null for the constant value.</param>
/// <param name="Step">From a place of the source to the next.</param>
internal readonly record struct PadRun(int Start, int Count, int? From, int Step);

/// <summary>A box of a padded result.</summary>
/// <param name="From">Where its numbers come from; null for the constant value.</param>
/// <param name="To">Where it lies.</param>
internal sealed record PadBox(StridedView? From, StridedView To)
{
    public PadBox Slice(int axis, PadRun run) =>
        new(run.From is { } start ? From?.Slice(axis, start, run.Count, run.Step) : null, To.Slice(axis, run.Start, run.Count));
}
