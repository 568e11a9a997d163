namespace Striate.History;

/// <summary>
/// Madaline Rule II, which trains layers of ±1 units without a gradient, by the principle of minimal disturbance. Where the answer is wrong, the units
/// of a layer whose sums are nearest to 0 are turned over on trial, one alone, then two together; where fewer answers are wrong then, the unit is taught to
/// answer so by the smallest change of its weights that does it. What is still wrong in the end, the last layer is taught itself.
/// </summary>
/// <remarks>Winter and Widrow, Madaline Rule II: a training algorithm for neural networks, IEEE ICNN, 1988.</remarks>
/// <param name="network">Who learns.</param>
public sealed class MadalineRule2(Madaline network)
{
    /// <summary>How many units of a layer are turned over on trial alone, from the least sure on.</summary>
    public int Trials { get; init; } = 16;

    /// <summary>How many of them are turned over two at a time; below 2 for none.</summary>
    public int PairTrials { get; init; } = 6;

    /// <summary>How far beyond 0 the sum of a unit is brought that is to answer otherwise.</summary>
    public float Margin { get; init; } = 1;

    /// <summary>The share α of the way there in one step.</summary>
    public float Share { get; set; } = 1;

    /// <summary>Shows one thing.</summary>
    /// <param name="x">What the network sees.</param>
    /// <param name="desired">What its last layer is to answer, 1 or −1 each.</param>
    /// <returns>How many of its answers were wrong.</returns>
    public int Teach(ReadOnlySpan<float> x, ReadOnlySpan<float> desired)
    {
        var last = network.Layers.Count - 1;
        var from = x;
        int? wrong = null;
        for (var layer = 0; layer < last; layer++)
        {
            var sums = network.SumsOf(layer, from);
            var answers = Madaline.Answers(sums);
            var now = CountWrong(layer, answers, desired);
            wrong ??= now;
            if (now == 0)
            {
                return wrong.Value;
            }

            Improve(layer, from, sums, answers, now, desired);
            from = answers;
        }

        var lastWrong = TeachLast(last, from, desired);
        return wrong ?? lastWrong;
    }

    // Turns answers of a layer over for as long as that helps, and teaches the units to answer so.
    private void Improve(int layer, ReadOnlySpan<float> from, float[] sums, float[] answers, int wrong, ReadOnlySpan<float> desired)
    {
        var order = Enumerable.Range(0, sums.Length).OrderBy(unit => MathF.Abs(sums[unit])).ToArray();
        for (var i = 0; i < Math.Min(Trials, order.Length) && wrong > 0; i++)
        {
            Try(layer, from, answers, ref wrong, desired, order[i]);
        }

        var most = Math.Min(PairTrials, order.Length);
        for (var j = 1; j < most && wrong > 0; j++)
        {
            for (var i = 0; i < j && wrong > 0; i++)
            {
                Try(layer, from, answers, ref wrong, desired, order[i], order[j]);
            }
        }
    }

    private void Try(int layer, ReadOnlySpan<float> from, float[] answers, ref int wrong, ReadOnlySpan<float> desired, params ReadOnlySpan<int> units)
    {
        TurnOver(answers, units);
        var then = CountWrong(layer, answers, desired);
        if (then >= wrong)
        {
            TurnOver(answers, units);
            return;
        }

        wrong = then;
        foreach (var unit in units)
        {
            LeastMeanSquares.TeachShare(network.Layers[layer][unit], from, answers[unit] * Margin, Share);
        }
    }

    private int TeachLast(int last, ReadOnlySpan<float> from, ReadOnlySpan<float> desired)
    {
        var wrong = 0;
        for (var unit = 0; unit < desired.Length; unit++)
        {
            if (network.Layers[last][unit].Answer(from) != desired[unit])
            {
                LeastMeanSquares.TeachShare(network.Layers[last][unit], from, desired[unit] * Margin, Share);
                wrong++;
            }
        }

        return wrong;
    }

    // Answers of the last layer that would be wrong if a layer answered so.
    private int CountWrong(int layer, float[] answers, ReadOnlySpan<float> desired)
    {
        for (var next = layer + 1; next < network.Layers.Count; next++)
        {
            answers = Madaline.Answers(network.SumsOf(next, answers));
        }

        var wrong = 0;
        for (var unit = 0; unit < desired.Length; unit++)
        {
            wrong += answers[unit] == desired[unit] ? 0 : 1;
        }

        return wrong;
    }

    private static void TurnOver(float[] answers, ReadOnlySpan<int> units)
    {
        foreach (var unit in units)
        {
            answers[unit] = -answers[unit];
        }
    }
}
