using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// A net that tells states from frames, and word models that find the likeliest way through its scores: a hybrid of both, as of Bourlard and Morgan,
/// 1994, and of Hinton et al., IEEE Signal Processing Magazine 29, 2012.
/// </summary>
public sealed class AcousticModel
{
    private const int BatchSize = 128;

    private readonly float[] _scale;

    /// <summary>Joins the parts.</summary>
    /// <param name="net">Input [N, 1320], output [N, states of all words].</param>
    /// <param name="words">The word models.</param>
    /// <param name="scale">One over the standard deviation of each number of a frame.</param>
    internal AcousticModel(Module net, WordModels words, float[] scale) => (Net, Words, _scale) = (net, words, scale);

    /// <summary>Tells states from frames.</summary>
    public Module Net { get; }

    /// <summary>The models of the words.</summary>
    public WordModels Words { get; }

    /// <summary>The word that a recording most likely is.</summary>
    /// <param name="path">A WAV file.</param>
    /// <exception cref="FileFormatException">It is no such file, is cut short, silent or too short.</exception>
    public int Recognize(string path) => Words.Recognize(Likelihoods(new Utterance(path, 0, "", 0, SpokenDigits.Features(path))));

    /// <summary>What the net says of every state and frame of a recording, as logarithms of scaled likelihoods.</summary>
    internal Tensor Likelihoods(Utterance utterance)
    {
        Net.Eval();
        using var scope = new Scope();
        var scores = Net.Forward(new FrameSet([utterance], _scale).WindowsOf(0));
        return Words.ScaledLikelihoods(Ops.LogSoftmax(scores)).Clone().Keep();
    }

    /// <summary>
    /// Learns from recordings: the first passes from states of equal length, the later ones from those that the model itself, so far, finds likeliest.
    /// </summary>
    /// <param name="optimizer">Changes the net.</param>
    /// <param name="utterances">The recordings.</param>
    /// <param name="rounds">How often states are found anew, the flat start included.</param>
    /// <param name="epochs">Passes of a round.</param>
    /// <param name="seed">Decides the order.</param>
    /// <param name="stage">Is told of the progress.</param>
    internal void Learn(Optimizer optimizer, IReadOnlyList<Utterance> utterances, int rounds, int epochs, ulong seed, Stage stage)
    {
        var (frames, rate) = (new FrameSet(utterances, _scale), optimizer.LearningRate);
        for (var round = 0; round < rounds; round++)
        {
            var part = stage.Part((double)round / rounds, (round + 1.0) / rounds);
            List<int[]> paths = [];
            foreach (var utterance in utterances)
            {
                paths.Add(round == 0 ? Words.FlatStart(utterance.Word, utterance.Frames) : Words.Align(Likelihoods(utterance), utterance.Word).Path);
                part.Step("finding states", 0.1 * paths.Count / utterances.Count);
            }

            Words.Learn(paths);
            var states = FrameSet.StatesOf(paths);
            Net.Train();
            optimizer.LearningRate = rate;
            Rows.Learn(
                optimizer, frames.Count, BatchSize, epochs, Rng.Hash(seed, (ulong)round),
                places => Ops.CrossEntropy(Net.Forward(frames.Windows(places)), Array.ConvertAll(places, place => states[place])),
                share => part.Step("learning states", 0.1 + (0.9 * share)));
        }

        Net.Eval();
    }
}
