using System.Numerics;
using Striate.Kernels.Conv;

namespace Striate.Kernels.Pool;

/// <summary>What the poolings of volumes compute, in plain loops over the box that each output sees.</summary>
internal static class BoxReference
{
    /// <summary>The places that an output sees along one axis, and how many of them an average counts.</summary>
    public delegate (IEnumerable<int> Places, int Count) Axis(int output);

    public static Axis Window(WindowAxis axis, bool countIncludePad = true) => output =>
    {
        var all = Enumerable.Range(0, axis.Size).Select(u => (output * axis.Stride) + (u * axis.Dilation) - axis.Before).ToList();
        var inside = all.Where(place => place >= 0 && place < axis.Input).ToList();
        return (inside, countIncludePad ? all.Count(place => place < axis.Input + axis.After) : inside.Count);
    };

    public static Axis Adaptive(int input, int outputs) => output =>
    {
        var start = (int)Math.Floor((double)output * input / outputs);
        var count = (int)Math.Ceiling((output + 1.0) * input / outputs) - start;
        return (Enumerable.Range(start, count), count);
    };

    /// <summary>The average of every box, or its maximum; of a box that sees nothing but padding −∞.</summary>
    public static void Forward<T>(bool isMaximum, int C, (int D, int H, int W) input, (int D, int H, int W) output, Axis[] axes, ReadOnlySpan<T> x, Span<T> y)
        where T : IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = isMaximum ? T.NegativeInfinity : T.Zero;
            var (places, count) = Box(C, input, output, axes, i);
            foreach (var place in isMaximum ? Maximum(places, x) : places)
            {
                y[i] = isMaximum ? x[place] : y[i] + (x[place] / T.CreateChecked(count));
            }
        }
    }

    public static void Backward<T>(
        bool isMaximum, int C, (int D, int H, int W) input, (int D, int H, int W) output, Axis[] axes, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dx)
        where T : IBinaryFloatingPointIeee754<T>
    {
        dx.Clear();
        for (var i = 0; i < dy.Length; i++)
        {
            var (places, count) = Box(C, input, output, axes, i);
            foreach (var place in isMaximum ? Maximum(places, x) : places)
            {
                dx[place] += isMaximum ? dy[i] : dy[i] / T.CreateChecked(count);
            }
        }
    }

    // The one place of the maximum, or none.
    private static List<int> Maximum<T>(List<int> places, ReadOnlySpan<T> x)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var best = -1;
        foreach (var place in places)
        {
            best = best < 0 || x[place] > x[best] || T.IsNaN(x[place]) ? place : best;
        }

        return best < 0 ? [] : [best];
    }

    private static (List<int> Places, int Count) Box(int C, (int D, int H, int W) input, (int D, int H, int W) output, Axis[] axes, int i)
    {
        var (c, place) = (i % C, i / C);
        var (slices, rows, columns) = (axes[0](place / output.W / output.H % output.D), axes[1](place / output.W % output.H), axes[2](place % output.W));
        var n = place / output.W / output.H / output.D;
        var places = from d in slices.Places
                     from h in rows.Places
                     from w in columns.Places
                     select (((((((n * input.D) + d) * input.H) + h) * input.W) + w) * C) + c;
        return (places.ToList(), slices.Count * rows.Count * columns.Count);
    }
}
