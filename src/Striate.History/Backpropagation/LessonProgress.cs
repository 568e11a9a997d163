using Striate.Training;

namespace Striate.History;

/// <summary>Tells a lesson how far a training is, and notes the errors of its epochs.</summary>
/// <param name="lesson">Who is told.</param>
/// <param name="what">What learns, such as "digits".</param>
/// <param name="from">The share of the lesson at which it begins; it ends with the lesson.</param>
internal sealed class LessonProgress(Lesson lesson, string what, double from) : Callback
{
    private int _batches, _epochs;

    /// <summary>Shares of wrong answers of each epoch: on what it learned from, while it learned, and on the test.</summary>
    public List<(double Train, double Test)> Errors { get; } = [];

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer, int batches, int epochs) => (_batches, _epochs) = (batches, epochs);

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer, TrainingStep step)
    {
        var done = (double)step.Position.Step / ((long)_batches * _epochs);
        lesson.Step($"{what}, epoch {step.Position.Epoch + 1} of {_epochs}", from + ((1 - from) * done));
    }

    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer, TrainingEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        Errors.Add((1 - epoch.Position.Accuracy, 1 - epoch.Test!.Accuracy));
    }
}
