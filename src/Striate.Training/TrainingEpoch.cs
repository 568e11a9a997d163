namespace Striate.Training;

/// <summary>One epoch that has ended.</summary>
/// <param name="Position">Where the run was at its end, with the epoch's sums.</param>
/// <param name="Test">How the network does on the test data; null where there are none.</param>
/// <param name="Elapsed">Time of the epoch, without the evaluation.</param>
/// <param name="Waited">How much of it the network waited for data.</param>
/// <param name="LearningRate">The last learning rate.</param>
public sealed record TrainingEpoch(TrainingPosition Position, Evaluation? Test, TimeSpan Elapsed, TimeSpan Waited, double LearningRate)
{
    /// <summary>The epoch's number as people count, from 1.</summary>
    public int Number => Position.Epoch + 1;

    /// <summary>What is to rise: the test accuracy, or the negative of the mean loss where there are no test data.</summary>
    public double Score => Test?.Accuracy ?? -Position.MeanLoss;

    /// <summary>Images learned from in a second.</summary>
    public double ImagesPerSecond => Position.Samples / Elapsed.TotalSeconds;

    /// <summary>Share of the time that the network waited for data.</summary>
    public double WaitShare => Waited / Elapsed;
}
