namespace Striate.Kernels.Resampling;

/// <summary>How one axis of images is resized: a table with a run of neighbouring inputs and their weights for each output.</summary>
public sealed class ResizeAxis
{
    private ResizeAxis(int input, Window[] windows)
    {
        (Input, Output) = (input, windows.Length);
        Reach = Math.Max(windows.Max(window => window.Weights.Length), 1);
        (Firsts, Counts, Weights) = (new int[Output], new int[Output], new float[Output * Reach]);
        for (var i = 0; i < Output; i++)
        {
            (Firsts[i], Counts[i]) = (windows[i].First, windows[i].Weights.Length);
            windows[i].Weights.CopyTo(Weights, i * Reach);
        }
    }

    /// <summary>Length of the input.</summary>
    public int Input { get; }

    /// <summary>Length of the output.</summary>
    public int Output { get; }

    /// <summary>The most inputs that an output is made of.</summary>
    public int Reach { get; }

    /// <summary>Distance between neighbouring outputs, in inputs: less than 1 where the axis grows.</summary>
    public double Step { get; private init; }

    /// <summary>Place of the first output, in inputs from the first one: right in the mean over the outputs, for those at the ends look at fewer.</summary>
    public double Start
    {
        get
        {
            var places = 0.0;
            for (var i = 0; i < Output; i++)
            {
                for (var k = 0; k < Counts[i]; k++)
                {
                    places += Weights[(i * Reach) + k] * (double)(Firsts[i] + k);
                }
            }

            return (places / Output) - (Step * (Output - 1) / 2);
        }
    }

    /// <summary>Products of all outputs' sums; none where each is one input.</summary>
    public long Terms => Reach == 1 ? 0 : Counts.Sum(count => (long)count);

    /// <summary>For each output its first input.</summary>
    internal int[] Firsts { get; }

    /// <summary>For each output the number of its inputs.</summary>
    internal int[] Counts { get; }

    /// <summary>For each output the weights of its inputs, <see cref="Reach"/> numbers apart.</summary>
    internal float[] Weights { get; }

    /// <summary>Fills the table.</summary>
    /// <param name="input">Length of the input, at least 1.</param>
    /// <param name="output">Length of the output, at least 1.</param>
    /// <param name="mode">How an output is made of inputs.</param>
    /// <param name="alignCorners">Whether the centres of the outermost pixels stay where they are, so that (input − 1) goes to
    /// (output − 1); else the outermost pixels' edges do, and input goes to output.</param>
    /// <param name="antialias">Whether the window widens with the step where the output is smaller.</param>
    /// <param name="scaleFactor">Outputs for an input, where it is known more exactly than by the two lengths.</param>
    /// <exception cref="ShapeException">A length is less than 1, or the settings do not go together.</exception>
    public static ResizeAxis Create(
        int input, int output, ResizeMode mode, bool alignCorners = false, bool antialias = false, double? scaleFactor = null)
    {
        if (input < 1 || output < 1)
        {
            throw new ShapeException($"an axis of {input} cannot be resized to {output}: both must be at least 1.");
        }

        if (mode is ResizeMode.Nearest or ResizeMode.NearestExact && (alignCorners || antialias))
        {
            throw new ShapeException($"{mode} with alignCorners or antialias: both are for Bilinear and Bicubic.");
        }

        if (alignCorners && antialias)
        {
            throw new ShapeException("alignCorners and antialias do not go together: choose one.");
        }

        // Kept as a fraction, so that a whole quotient comes out whole.
        var (numerator, denominator) = alignCorners ? (input - 1, Math.Max(output - 1.0, 1))
            : scaleFactor is { } factor ? (1.0, factor)
            : (input, output);
        return new ResizeAxis(input, [.. Enumerable.Range(0, output).Select(i => mode switch
        {
            ResizeMode.Nearest => Nearest(i * numerator / denominator, input),
            ResizeMode.NearestExact => Nearest((i + 0.5) * numerator / denominator, input),
            _ when antialias => Wide((i + 0.5) * numerator / denominator, numerator / denominator, input, mode),
            _ when alignCorners => Interpolate(i * numerator / denominator, input, mode),
            _ => Interpolate(((i + 0.5) * numerator / denominator) - 0.5, input, mode),
        })])
        {
            Step = numerator / denominator,
        };
    }

    /// <summary>The table of the gradient: for each input the outputs that it went into, and its weights in them.</summary>
    internal ResizeAxis Transpose()
    {
        // What an input goes into are neighbours as well, since the windows move in one direction.
        var (firsts, weights) = (new int[Input], new List<float>[Input]);
        for (var i = 0; i < Output; i++)
        {
            for (var k = 0; k < Counts[i]; k++)
            {
                var place = Firsts[i] + k;
                if (weights[place] is null)
                {
                    (firsts[place], weights[place]) = (i, []);
                }

                weights[place].Add(Weights[(i * Reach) + k]);
            }
        }

        return new ResizeAxis(Output, [.. firsts.Select((first, i) => new Window(first, [.. weights[i] ?? []]))]);
    }

    private static Window Nearest(double place, int input) => new((int)Math.Min(place, input - 1), [1]);

    // What lies outside is the outermost pixel.
    private static Window Interpolate(double place, int input, ResizeMode mode)
    {
        var reach = mode == ResizeMode.Bilinear ? 1 : 2;
        place = mode == ResizeMode.Bilinear ? Math.Max(place, 0) : place;
        var before = (int)Math.Floor(place);
        var first = Math.Clamp(before - reach + 1, 0, input - 1);
        var weights = new double[Math.Clamp(before + reach, 0, input - 1) - first + 1];
        for (var i = before - reach + 1; i <= before + reach; i++)
        {
            weights[Math.Clamp(i, 0, input - 1) - first] += Weight(i - place, mode, Cubic.Sharp);
        }

        return new Window(first, Array.ConvertAll(weights, weight => (float)weight));
    }

    // The centre is counted from the first pixel's edge. What lies outside does not count.
    private static Window Wide(double centre, double step, int input, ResizeMode mode)
    {
        var width = Math.Max(step, 1);
        var reach = (mode == ResizeMode.Bilinear ? 1 : 2) * width;
        var first = Math.Max((int)(centre - reach + 0.5), 0);
        var end = Math.Min((int)(centre + reach + 0.5), input);
        var weights = Enumerable.Range(first, end - first).Select(i => Weight((i + 0.5 - centre) / width, mode, Cubic.Smooth)).ToArray();
        var sum = weights.Sum();
        return new Window(first, Array.ConvertAll(weights, weight => (float)(weight / sum)));
    }

    private static double Weight(double distance, ResizeMode mode, double a) =>
        mode == ResizeMode.Bilinear ? Math.Max(1 - Math.Abs(distance), 0) : Cubic.Weight(distance, a);

    private readonly record struct Window(int First, float[] Weights);
}
