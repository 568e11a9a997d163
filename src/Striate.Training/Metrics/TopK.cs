namespace Striate.Training;

/// <summary>
/// Which classes score best. Of equal scores the class with the lower number is the better one, and NaN is the worst of
/// all, so that every ranking is without ties and a broken network is never right by accident.
/// </summary>
public static class TopK
{
    /// <summary>How many classes score better than this one; 0 for the best, so a sample is right in its top k when the rank is below k.</summary>
    /// <param name="scores">One number for each class: probabilities or raw scores.</param>
    /// <param name="label">The class.</param>
    /// <returns>From 0 to the number of classes − 1.</returns>
    public static int Rank(ReadOnlySpan<float> scores, int label)
    {
        var rank = 0;
        for (var c = 0; c < scores.Length; c++)
        {
            rank += IsBetter(scores, c, label) ? 1 : 0;
        }

        return rank;
    }

    /// <summary>The best class.</summary>
    /// <param name="scores">One number for each class, at least one.</param>
    public static int Best(ReadOnlySpan<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfZero(scores.Length, nameof(scores));
        var best = 0;
        for (var c = 1; c < scores.Length; c++)
        {
            best = IsBetter(scores, c, best) ? c : best;
        }

        return best;
    }

    /// <summary>The best classes, best first.</summary>
    /// <param name="scores">One number for each class.</param>
    /// <param name="k">How many at most; all when there are fewer.</param>
    /// <returns>The numbers of the classes.</returns>
    public static int[] Best(ReadOnlySpan<float> scores, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        // Insertion into a short list: k is small, and most classes never enter it.
        var best = new int[Math.Min(k, scores.Length)];
        for (var c = 0; c < scores.Length; c++)
        {
            var place = Math.Min(c, best.Length);
            while (place > 0 && IsBetter(scores, c, best[place - 1]))
            {
                if (place < best.Length)
                {
                    best[place] = best[place - 1];
                }

                place--;
            }

            if (place < best.Length)
            {
                best[place] = c;
            }
        }

        return best;
    }

    // float.CompareTo, unlike the operator, has a place for NaN: below everything.
    private static bool IsBetter(ReadOnlySpan<float> scores, int c, int other) =>
        scores[c].CompareTo(scores[other]) is var order && (order > 0 || (order == 0 && c < other));
}
