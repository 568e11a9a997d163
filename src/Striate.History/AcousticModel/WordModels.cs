using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// A hidden Markov model for each word: a few states in a row, of which each frame of a recording belongs to one; after each frame the word stays
/// in its state or goes on to the next. Baker, 1975; Rabiner, Proceedings of the IEEE 77, 1989.
/// </summary>
public sealed class WordModels
{
    private readonly double[] _stay;
    private readonly double[] _logPriors;

    /// <summary>Builds models that know nothing yet.</summary>
    /// <param name="words">How many words.</param>
    /// <param name="states">States of a word.</param>
    public WordModels(int words, int states)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(words, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(states, 1);
        (Words, States) = (words, states);
        (_stay, _logPriors) = (new double[Count], new double[Count]);
        Array.Fill(_stay, 0.5);
        Array.Fill(_logPriors, -Math.Log(Count));
    }

    /// <summary>How many words.</summary>
    public int Words { get; }

    /// <summary>States of a word.</summary>
    public int States { get; }

    /// <summary>States of all words: the classes of an acoustic net. State s of word w is w · <see cref="States"/> + s.</summary>
    public int Count => Words * States;

    /// <summary>A first guess: every state takes the same share of the recording.</summary>
    /// <param name="word">The word.</param>
    /// <param name="frames">Frames, at least as many as states.</param>
    /// <returns>The state of each frame, from 0 to <see cref="Count"/> − 1.</returns>
    public int[] FlatStart(int word, int frames) => [.. Enumerable.Range(0, frames).Select(t => (word * States) + (int)((long)t * States / frames))];

    /// <summary>Counts how long words stay in their states, and how often each state occurs.</summary>
    /// <param name="paths">The states of the frames of each recording.</param>
    public void Learn(IReadOnlyList<int[]> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var (frames, visits) = (new double[Count], new double[Count]);
        foreach (var path in paths)
        {
            for (var t = 0; t < path.Length; t++)
            {
                frames[path[t]]++;
                visits[path[t]] += t == 0 || path[t - 1] != path[t] ? 1 : 0;
            }
        }

        // One frame more for each state keeps those that never occur from minus infinity.
        var all = frames.Sum() + Count;
        for (var state = 0; state < Count; state++)
        {
            _logPriors[state] = Math.Log((frames[state] + 1) / all);
            _stay[state] = Math.Clamp(1 - (visits[state] / Math.Max(1, frames[state])), 0.05, 0.95);
        }
    }

    /// <summary>Bayes' rule: what a net says of states by frames becomes what frames say of states, up to a number that is the same for all states.</summary>
    /// <param name="logPosteriors">log p(state | frame), shape [frames, Count].</param>
    /// <returns>log p(state | frame) − log p(state), the same shape.</returns>
    public Tensor ScaledLikelihoods(Tensor logPosteriors)
    {
        ArgumentNullException.ThrowIfNull(logPosteriors);
        return logPosteriors - Tensor.From(Array.ConvertAll(_logPriors, x => (float)x), [1, Count]);
    }

    /// <summary>The likeliest way of a recording through the states of a word, from the first to the last. Viterbi, IEEE IT 13, 1967.</summary>
    /// <param name="likelihoods">The logarithm of each state's likelihood, shape [frames, Count].</param>
    /// <param name="word">The word.</param>
    /// <returns>The state of each frame, and the logarithm of the likelihood of the way; minus infinity where there are fewer frames than states.</returns>
    public (int[] Path, double Score) Align(Tensor likelihoods, int word)
    {
        ArgumentNullException.ThrowIfNull(likelihoods);
        var frames = likelihoods.Shape[0];
        var scores = likelihoods.Span;
        var best = new double[States];
        var came = new bool[frames * States];
        Array.Fill(best, double.NegativeInfinity);
        best[0] = scores[word * States];
        for (var t = 1; t < frames; t++)
        {
            for (var s = States - 1; s >= 0; s--)
            {
                var state = (word * States) + s;
                var stay = best[s] + Math.Log(_stay[state]);
                var come = s > 0 ? best[s - 1] + Math.Log(1 - _stay[state - 1]) : double.NegativeInfinity;
                came[(t * States) + s] = come > stay;
                best[s] = Math.Max(stay, come) + scores[(t * Count) + state];
            }
        }

        var path = new int[frames];
        for (var (t, s) = (frames - 1, States - 1); t >= 0; t--)
        {
            path[t] = (word * States) + s;
            s -= came[(t * States) + s] ? 1 : 0;
        }

        return (path, best[^1]);
    }

    /// <summary>The word whose best way is the likeliest.</summary>
    /// <param name="likelihoods">As in <see cref="Align"/>.</param>
    public int Recognize(Tensor likelihoods) => Enumerable.Range(0, Words).MaxBy(word => Align(likelihoods, word).Score);
}
