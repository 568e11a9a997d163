namespace Striate.Training;

/// <summary>Where a run is, with the sums of the epoch so far: all that a checkpoint stores beside weights and optimiser.</summary>
/// <param name="Epoch">The epoch that is going on, from 0.</param>
/// <param name="Batch">Batches of it that are done.</param>
/// <param name="Step">Steps of the whole run that are done.</param>
/// <param name="Samples">Samples seen in this epoch.</param>
/// <param name="LossSum">Sum of their losses.</param>
/// <param name="Correct">How many of them were classified rightly while learning.</param>
/// <param name="EpochTime">Time spent in this epoch.</param>
/// <param name="TrainTime">Time spent in all epochs, without evaluation.</param>
public sealed record TrainingPosition(
    int Epoch = 0, int Batch = 0, int Step = 0, int Samples = 0, double LossSum = 0, int Correct = 0, TimeSpan EpochTime = default, TimeSpan TrainTime = default)
{
    /// <summary>Mean loss of the epoch so far, while learning; 0 before its first sample. That of an ended epoch is in <see cref="Trainer.LastEpoch"/>.</summary>
    public double MeanLoss => Samples == 0 ? 0 : LossSum / Samples;

    /// <summary>Share of samples classified rightly in the epoch so far, while learning; 0 before its first sample.</summary>
    public double Accuracy => Samples == 0 ? 0 : (double)Correct / Samples;

    /// <summary>Where the run is after one more step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="epochTime">Time spent in this epoch.</param>
    internal TrainingPosition After(TrainingStep step, TimeSpan epochTime) => this with
    {
        Batch = Batch + step.Batches,
        Step = Step + 1,
        Samples = Samples + step.Samples,
        LossSum = LossSum + ((double)step.Loss * step.Samples),
        Correct = Correct + step.Correct,
        EpochTime = epochTime,
        TrainTime = TrainTime + (epochTime - EpochTime),
    };

    /// <summary>The beginning of the next epoch.</summary>
    internal TrainingPosition NextEpoch() => new(Epoch + 1, Step: Step, TrainTime: TrainTime);
}
