using System.Globalization;
using Striate.Insight;
using Striate.Kernels;
using Striate.Networks;
using Striate.Reports;
using Striate.Tensors;
using Striate.Training;

namespace Striate.History;

/// <summary>The deep acoustic model of 2012.</summary>
internal sealed class AcousticMachine : Machine
{
    // The official test split of the Free Spoken Digit Dataset.
    private const int FirstTrained = 5;
    private const int Shown = 4;

    private static readonly string[] DigitNames = [.. Enumerable.Range(0, AcousticModel.Digits).Select(digit => $"{digit}")];

    /// <inheritdoc/>
    public override string Name => "acoustic";

    /// <inheritdoc/>
    public override string Title => "Deep acoustic model";

    /// <inheritdoc/>
    public override int Year => 2012;

    /// <inheritdoc/>
    public override string People => "Geoffrey Hinton, Abdel-rahman Mohamed, George Dahl, Ossama Abdel-Hamid and the groups of Toronto, Microsoft, Google and IBM";

    /// <inheritdoc/>
    public override string Idea => "Deep nets tell from a stretch of sound which part of which word it is, better than the mixtures of Gaussians of thirty years; the first field that they took over.";

    /// <inheritdoc/>
    public override string Limit => "The order of sounds is still told by a hidden Markov model beside the net, and first states by an older system or a guess.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Papers =>
    [
        "G. Hinton et al.: Deep neural networks for acoustic modeling in speech recognition. IEEE Signal Processing Magazine 29, 2012.",
        "A. Mohamed, G. Dahl, G. Hinton: Acoustic modeling using deep belief networks. IEEE Transactions on Audio, Speech, and Language Processing 20, 2012.",
        "O. Abdel-Hamid, A. Mohamed, H. Jiang, G. Penn: Applying convolutional neural networks concepts to hybrid NN-HMM model for speech recognition. ICASSP, 2012.",
    ];

    /// <inheritdoc/>
    public override Material Material => Material.Speech;

    /// <summary>Sizes and times; null for those that the lesson asks for.</summary>
    internal AcousticPlan? Plan { get; init; }

    /// <inheritdoc/>
    public override Exhibit Run(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        var plan = Plan ?? AcousticPlan.Of(lesson);
        var (all, others) = SpokenDigits.Read(lesson.Recordings, new Stage(lesson, 0, 0.05));
        var (train, test) = (all.Where(u => u.Index >= FirstTrained).ToList(), all.Where(u => u.Index < FirstTrained).ToList());
        if (train.Count == 0 || test.Count == 0)
        {
            throw new FileFormatException(
                lesson.Recordings, $"has {train.Count} recordings of index {FirstTrained} and above to learn from and {test.Count} of lower ones to be tested on", "Give recordings of both kinds");
        }

        var nets = Enum.GetValues<NetKind>();
        var speakers = all.Select(u => u.Speaker).Distinct().ToArray();
        var leftOut = speakers.Length > 1 ? speakers.Take(plan.SpeakersLeftOut).ToArray() : [];
        var runs = nets.Length + leftOut.Length;
        var models = nets.Select((kind, i) => Train(kind, train, plan, lesson.Seed, new Stage(lesson, At(i), At(i + 1)))).ToList();
        var errors = models.ConvertAll(model => Judge(model, test));
        var alone = leftOut.Select((speaker, i) => Judge(
            AcousticModel.Convolutional([.. all.Where(u => u.Speaker != speaker)], plan, lesson.Seed, new Stage(lesson, At(nets.Length + i), At(nets.Length + i + 1))),
            [.. all.Where(u => u.Speaker == speaker)])).ToList();
        var best = models[Array.IndexOf(nets, NetKind.Convolutional)];
        return new Exhibit(
            [
                .. nets.Select((kind, i) => new PageFact($"{NameOf(kind)}, {test.Count} test recordings right", Percent.Of(errors[i].Accuracy, 1))),
                .. leftOut.Select((speaker, i) => new PageFact($"convolutions, all recordings of {speaker}, never heard before, right", Percent.Of(alone[i].Accuracy, 1))),
                .. leftOut.Length > 1 ? [new PageFact("mean over the speakers left out", Percent.Of(alone.Average(matrix => matrix.Accuracy), 1))] : Array.Empty<PageFact>(),
                .. others.Count > 0 ? [new PageFact("recordings left out, for their names are not {digit}_{speaker}_{index}.wav", $"{others.Count}, the first {others[0]}")] : Array.Empty<PageFact>(),
            ],
            [
                Heard(best, test, plan),
                new PageSection(
                    "Three nets, one task",
                    new PageText(
                        $"Each net sees {FrameSet.Context} frames, {FrameSet.Length:N0} numbers, and gives a score to each of the {best.Words.Count} states of the words. They learn from {train.Count:N0} recordings; "
                        + $"the {test.Count} of index 0 to {FirstTrained - 1} are for the test."),
                    new PageTable(
                        ["Net"], ["Parameters", "Frames in the right state", "Recordings right"],
                        [.. nets.Select((kind, i) => (IReadOnlyList<string>)[NameOf(kind), $"{models[i].Net.CountParameters():N0}", Percent.Of(FramesRight(models[i], test), 1), Percent.Of(errors[i].Accuracy, 1)])])),
                new PageSection(
                    "Which digits are taken for which",
                    PageFigure.Of("confusions", ConfusionFigure.Draw(errors[Array.IndexOf(nets, NetKind.Convolutional)], DigitNames), "Confusion matrix of the test recordings", "The test recordings, by the net of convolutions.")),
                .. leftOut.Length == 0 ? Array.Empty<PageSection>() : [LeftOut(leftOut, alone)],
            ]);

        double At(int run) => 0.05 + (0.95 * run / runs);
    }

    private static AcousticModel Train(NetKind kind, IReadOnlyList<Utterance> train, AcousticPlan plan, ulong seed, Stage stage)
    {
        const double Begun = 0.3;
        switch (kind)
        {
            case NetKind.Convolutional:
                return AcousticModel.Convolutional(train, plan, seed, stage);
            case NetKind.Belief:
                return AcousticModel.Learn(Pretrained(train, plan, seed, stage.Part(0, Begun)), train, plan, seed, stage.Part(Begun, 1));
            default:
                var net = AcousticNets.Rectified(AcousticModel.Digits * plan.States, plan.Width, plan.Layers);
                net.Initialize(seed);
                return AcousticModel.Learn(net, train, plan, seed, stage);
        }
    }

    private static Sequential Pretrained(IReadOnlyList<Utterance> train, AcousticPlan plan, ulong seed, Stage stage)
    {
        var frames = new FrameSet(train, FrameSet.ScaleOf(train));
        var some = Rows.Batches(frames.Count, plan.PretrainingFrames, seed).First();
        var net = AcousticNets.Belief(plan.Width, plan.Layers, seed);
        new GreedyPretraining { Epochs = plan.PretrainingEpochs, Seed = seed }.Run(
            net, frames.Windows(some), tell: (layer, share) => stage.Step("pretraining", (layer + share) / net.Layers.Count));
        return net.ToClassifier(AcousticModel.Digits * plan.States);
    }

    private static ConfusionMatrix Judge(AcousticModel model, IReadOnlyList<Utterance> test)
    {
        var matrix = new ConfusionMatrix(AcousticModel.Digits);
        foreach (var utterance in test)
        {
            matrix.Add(utterance.Word, model.Words.Recognize(model.Likelihoods(utterance)));
        }

        return matrix;
    }

    // By the way that the model itself finds likeliest: how sure the net alone is of it.
    private static double FramesRight(AcousticModel model, IReadOnlyList<Utterance> test)
    {
        var (right, all) = (0, 0);
        foreach (var utterance in test)
        {
            var likelihoods = model.Likelihoods(utterance);
            var path = model.Words.Align(likelihoods, utterance.Word).Path;
            right += path.Where((state, t) => TopK.Best(likelihoods.Span.Slice(t * model.Words.Count, model.Words.Count)) == state).Count();
            all += path.Length;
        }

        return (double)right / all;
    }

    private static PageSection Heard(AcousticModel model, IReadOnlyList<Utterance> test, AcousticPlan plan)
    {
        var shown = test.GroupBy(u => (u.Word, u.Speaker)).Select(group => group.First()).Where((_, i) => i % 7 == 0).Take(Shown).ToList();
        var entries = shown.ConvertAll(utterance =>
        {
            var likelihoods = model.Likelihoods(utterance);
            var word = model.Words.Recognize(likelihoods);
            return ($"{utterance.Name}: heard {word}", $"{utterance.Frames} frames, {utterance.Frames * MelFeatures.Hop * 1000 / MelFeatures.Rate} ms", AlignmentPicture.Draw(utterance.Features, model.Words.Align(likelihoods, word).Path, plan.States));
        });
        return new PageSection(
            "What it hears",
            new PageText(
                $"Every 10 ms, the energy in {MelFeatures.Bands} bands of a scale that is as fine as the ear's. A word is a row of {plan.States} states; the net says how well each frame fits each state, and the likeliest "
                + "way from the first to the last, found by Viterbi's algorithm, is the score of the word. At the start every state had the same share of a recording; then the model found "
                + "the states itself, and learned again."),
            PageFigure.Of(
                "heard", Gallery.Draw("Recordings and their way through the states of a word", "energy by time and band, less the band's mean, low bands below; orange: the state, the first one lowest; white: where it changes", 2, entries),
                "Spectrograms of recordings with the states that the model finds", "Recordings of the test, with the word that was recognised."));
    }

    private static PageSection LeftOut(string[] speakers, List<ConfusionMatrix> results) => new(
        "A voice never heard before",
        new PageText("The test above has other recordings of the same voices. Here all recordings of one speaker are left out of the training, and are the test."),
        new PageTable(
            ["Speaker left out"], ["Recordings", "Right"],
            [.. speakers.Zip(results, (speaker, matrix) => (IReadOnlyList<string>)[speaker, $"{matrix.Total}", Percent.Of(matrix.Accuracy, 1)])]));

    private static string NameOf(NetKind kind) => kind switch
    {
        NetKind.Rectified => "ReLU layers",
        NetKind.Belief => "pretrained sigmoid layers",
        _ => "convolutions",
    };

    private enum NetKind
    {
        Rectified,
        Belief,
        Convolutional,
    }
}
