namespace Striate.History;

/// <summary>What a net knew after a pass over its samples.</summary>
/// <param name="Loss">The mean loss while it learned.</param>
/// <param name="TrainError">The share of the samples that it took for another digit while it learned.</param>
/// <param name="TestError">The share of test samples that it takes for another digit.</param>
internal sealed record Pass(double Loss, double TrainError, double TestError);
