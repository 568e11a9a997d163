namespace Striate.Training;

/// <summary>One step.</summary>
/// <param name="Position">Where the run was before it.</param>
/// <param name="Samples">Images in the batch.</param>
/// <param name="Loss">Mean loss of the batch.</param>
/// <param name="Correct">How many of the batch were classified rightly.</param>
/// <param name="LearningRate">The learning rate used.</param>
public readonly record struct TrainingStep(TrainingPosition Position, int Samples, float Loss, int Correct, double LearningRate);
