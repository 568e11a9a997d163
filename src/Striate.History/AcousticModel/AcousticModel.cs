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
    /// <summary>Words.</summary>
    internal const int Digits = 10;

    private const int BatchSize = 128;
    private const double LearningRate = 1e-3;

    private readonly float[] _scale;

    private AcousticModel(Module net, WordModels words, float[] scale) => (Net, Words, _scale) = (net, words, scale);

    /// <summary>Tells states from frames.</summary>
    public Module Net { get; }

    /// <summary>The models of the words.</summary>
    public WordModels Words { get; }

    /// <summary>Learns spoken digits by a net of convolutions, from all recordings of a folder.</summary>
    /// <param name="lesson">
    /// <see cref="Lesson.Recordings"/> is the folder; its files are called {digit}_{speaker}_{index}.wav, as in the Free Spoken Digit Dataset.
    /// <see cref="Lesson.IsFull"/> asks for a larger net and more passes.
    /// </param>
    /// <returns>A model that recognises "0" to "9" as the words 0 to 9.</returns>
    /// <example>
    /// <code>
    /// var model = AcousticModel.Learn(new Lesson { Recordings = "recordings" });
    /// Console.WriteLine(model.Recognize("mine.wav"));
    /// </code>
    /// </example>
    /// <exception cref="FileFormatException">There are no recordings, or one is broken, silent or too short.</exception>
    /// <exception cref="IOException">The folder or a file cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Lesson.Cancel"/> asks for it.</exception>
    public static AcousticModel Learn(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        var (utterances, _) = SpokenDigits.Read(lesson.Recordings, new Stage(lesson, 0, 0.05));
        return Convolutional(utterances, AcousticPlan.Of(lesson), lesson.Seed, new Stage(lesson, 0.05, 1));
    }

    /// <summary>Learns from recordings by a net of convolutions.</summary>
    internal static AcousticModel Convolutional(IReadOnlyList<Utterance> utterances, AcousticPlan plan, ulong seed, Stage stage)
    {
        var net = AcousticNets.Convolutional(Digits * plan.States, plan.Filters, plan.Width);
        net.Initialize(seed);
        return Learn(net, utterances, plan, seed, stage);
    }

    /// <summary>
    /// Learns from recordings: the first passes from states of equal length, the later ones from those that the model itself, so far, finds likeliest.
    /// </summary>
    /// <param name="net">Input [N, 1320], output [N, states of all words], with its first weights.</param>
    /// <param name="utterances">The recordings.</param>
    /// <param name="plan">How often states are found anew, and how many passes follow.</param>
    /// <param name="seed">Decides the order.</param>
    /// <param name="stage">Is told of the progress.</param>
    internal static AcousticModel Learn(Module net, IReadOnlyList<Utterance> utterances, AcousticPlan plan, ulong seed, Stage stage)
    {
        var model = new AcousticModel(net, new WordModels(Digits, plan.States), FrameSet.ScaleOf(utterances));
        model.Learn(utterances, plan, seed, stage);
        return model;
    }

    /// <summary>The word that a recording most likely is.</summary>
    /// <param name="path">A WAV file.</param>
    /// <exception cref="FileFormatException">It is no such file, is cut short, silent or too short.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public int Recognize(string path) => Words.Recognize(Likelihoods(new Utterance(path, 0, "", 0, SpokenDigits.Features(path))));

    /// <summary>What the net says of every state and frame of a recording, as logarithms of scaled likelihoods.</summary>
    internal Tensor Likelihoods(Utterance utterance)
    {
        Net.Eval();
        using var scope = new Scope();
        var scores = Net.Forward(new FrameSet([utterance], _scale).WindowsOf(0));
        return Words.ScaledLikelihoods(Ops.LogSoftmax(scores)).Clone().Keep();
    }

    private void Learn(IReadOnlyList<Utterance> utterances, AcousticPlan plan, ulong seed, Stage stage)
    {
        var (frames, optimizer) = (new FrameSet(utterances, _scale), new Adam(Net, LearningRate));
        for (var round = 0; round < plan.Rounds; round++)
        {
            var part = stage.Part((double)round / plan.Rounds, (round + 1.0) / plan.Rounds);
            List<int[]> paths = [];
            foreach (var utterance in utterances)
            {
                paths.Add(round == 0 ? Words.FlatStart(utterance.Word, utterance.Frames) : Words.Align(Likelihoods(utterance), utterance.Word).Path);
                part.Step("finding states", 0.1 * paths.Count / utterances.Count);
            }

            Words.Learn(paths);
            var states = FrameSet.StatesOf(paths);
            Net.Train();
            optimizer.LearningRate = LearningRate;
            Rows.Learn(
                optimizer, frames.Count, BatchSize, plan.Epochs, Rng.Hash(seed, (ulong)round),
                places => Ops.CrossEntropy(Net.Forward(frames.Windows(places)), Array.ConvertAll(places, place => states[place])),
                share => part.Step("learning states", 0.1 + (0.9 * share)));
        }

        Net.Eval();
    }
}
