namespace Striate.Training;

/// <summary>One step.</summary>
/// <param name="Position">Where the run was before it.</param>
/// <param name="Samples">Images it learned from.</param>
/// <param name="Loss">Their mean loss.</param>
/// <param name="Correct">How many of them were classified rightly.</param>
/// <param name="LearningRate">The learning rate used.</param>
/// <param name="Batches">Batches whose gradients were summed.</param>
public readonly record struct TrainingStep(TrainingPosition Position, int Samples, float Loss, int Correct, double LearningRate, int Batches = 1);
