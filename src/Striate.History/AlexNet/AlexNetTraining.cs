using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

namespace Striate.History;

/// <summary>Trains an <see cref="OriginalAlexNet"/> on pictures as the paper did: random parts, mirror images and light, momentum 0.9, weight decay 0.0005.</summary>
internal sealed class AlexNetTraining
{
    private const int StepsOfAPoint = 20;

    private readonly OriginalAlexNet _net;
    private readonly Dataset _train;

    /// <summary>Measures the colours of the pictures.</summary>
    /// <param name="net">What learns.</param>
    /// <param name="train">What it learns from.</param>
    public AlexNetTraining(OriginalAlexNet net, Dataset train)
    {
        (_net, _train) = (net, train);
        Colors = PrincipalColors.Of(train);
        Normalize = new Normalize(Colors.Mean.Select(mean => (float)mean), Enumerable.Repeat(net.Plan.PixelDeviation, Colors.Mean.Count));
    }

    /// <summary>The changes of light.</summary>
    public PrincipalColors Colors { get; }

    /// <summary>Pixels less the mean of their channel, in units of <see cref="AlexNetPlan.PixelDeviation"/>.</summary>
    public Normalize Normalize { get; }

    /// <summary>Passes over the pictures.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Pictures of a step; the paper's number.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>The first rate; the paper's number.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Share of the lesson that learning takes.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Learns.</summary>
    /// <returns>For every twentieth step the epoch so far, and the mean loss and error of the steps since the last one.</returns>
    public IReadOnlyList<(double Epoch, double Loss, double Error)> Run(Lesson lesson)
    {
        _net.Initialize(lesson.Seed);
        var options = new DataLoaderOptions { Shuffle = true, Seed = lesson.Seed, Augmentation = [Colors, new RandomWindow(_net.Plan.Crop), new RandomFlip()], Normalize = Normalize, Channels = 3, Size = _net.Plan.Side };
        var loader = new DataLoader(_train, Batch, options);
        var steps = Epochs * loader.BatchCount;
        var course = new Course(steps, loader.BatchCount, Share, lesson);

        // A tenth of the rate where the paper's net no longer got better: three times there, twice in runs that are this short.
        var schedule = new MultiStepSchedule(LearningRate, [steps * 7 / 10, steps * 9 / 10]);
        var rule = new Sgd(_net, LearningRate, momentum: 0.9, weightDecay: 0.0005);
        new Trainer(_net, new CrossEntropyLoss(), rule, schedule, lesson.Seed) { Callbacks = { course } }.Fit(loader, null, Epochs);
        return course.Points;
    }

    /// <summary>How well it knows pictures, by the mean of ten parts of each, and by the middle alone.</summary>
    public (Evaluation TenCrops, Evaluation Middle) Test(Dataset test, Lesson lesson)
    {
        var (ten, middle) = (new Evaluation(test.Classes.Count), new Evaluation(test.Classes.Count));
        var loader = new DataLoader(test, Batch, new DataLoaderOptions { Normalize = Normalize, Channels = 3, Size = _net.Plan.Side });
        _net.Eval();
        foreach (var batch in loader.Epoch(0))
        {
            lesson.Step("test", Share + ((1 - Share) * batch.Number / loader.BatchCount));
            using var scope = new Scope();
            var side = _net.Plan.Crop;
            Add(ten, TenCrops.Predict(_net, batch.Images, side), batch);
            Add(middle, Ops.Softmax(_net.Forward(TenCrops.Of(batch.Images, side)[4])), batch);
        }

        return (ten, middle);
    }

    private static void Add(Evaluation evaluation, Tensor probabilities, Batch batch)
    {
        var classes = probabilities.Shape[1];
        for (var i = 0; i < batch.Count; i++)
        {
            evaluation.Add(probabilities.Span.Slice(i * classes, classes), batch.Labels.Span[i], batch.Indices.Span[i]);
        }
    }

    // Follows the run.
    private sealed class Course(int steps, int stepsOfEpoch, double share, Lesson lesson) : Callback
    {
        private readonly List<(double Epoch, double Loss, double Error)> _points = [];
        private double _loss;
        private int _samples, _correct;

        public IReadOnlyList<(double Epoch, double Loss, double Error)> Points => _points;

        public override void OnStep(Trainer trainer, TrainingStep step)
        {
            (_loss, _samples, _correct) = (_loss + ((double)step.Loss * step.Samples), _samples + step.Samples, _correct + step.Correct);
            var done = trainer.Position.Step;
            if (done % StepsOfAPoint == 0 || done == steps)
            {
                _points.Add(((double)done / stepsOfEpoch, _loss / _samples, 1 - ((double)_correct / _samples)));
                (_loss, _samples, _correct) = (0, 0, 0);
            }

            lesson.Step($"step {done} of {steps}", share * done / steps);
        }
    }
}
