namespace Striate.Training;

/// <summary>What a network made of one sample.</summary>
/// <param name="Index">The sample's number in its data set.</param>
/// <param name="Label">Its class.</param>
/// <param name="Predicted">The class that the network chose.</param>
/// <param name="Confidence">The probability of the chosen class.</param>
/// <param name="LabelProbability">The probability of the sample's class.</param>
/// <param name="Rank">How many classes scored better than the sample's; 0 when the network is right.</param>
/// <param name="Loss">What it costs: the loss that was asked for, else the cross-entropy, −ln of <paramref name="LabelProbability"/>.</param>
public readonly record struct EvaluatedSample(
    int Index, int Label, int Predicted, float Confidence, float LabelProbability, int Rank, double Loss)
{
    /// <summary>Whether the network chose the sample's class.</summary>
    public bool IsRight => Predicted == Label;
}
