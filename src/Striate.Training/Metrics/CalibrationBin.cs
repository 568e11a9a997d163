namespace Striate.Training;

/// <summary>The samples whose confidence lies in one interval (Lower, Upper]: one bar of a reliability diagram.</summary>
/// <param name="Lower">Lower bound; the first bin includes it.</param>
/// <param name="Upper">Upper bound, included.</param>
/// <param name="Count">How many samples.</param>
/// <param name="Confidence">Their mean confidence; 0 when there are none.</param>
/// <param name="Accuracy">The share of them that is right; 0 when there are none.</param>
public readonly record struct CalibrationBin(double Lower, double Upper, long Count, double Confidence, double Accuracy);
