using Striate.Tensors;

namespace Striate.Insight;

/// <summary>An image that differs from another by at most ε in each number, and gets another answer.</summary>
/// <param name="Image">The image, normalised as the first one, shape [1, C, H, W].</param>
/// <param name="Epsilon">ε in steps of a pixel's byte, 1/255 of the range from black to white.</param>
/// <param name="Before">The class that the network answered with.</param>
/// <param name="BeforeProbability">Its probability for the first image.</param>
/// <param name="After">The class that it answers with now.</param>
/// <param name="AfterProbability">Its probability for this image.</param>
public sealed record AdversarialExample(Tensor Image, double Epsilon, int Before, float BeforeProbability, int After, float AfterProbability)
{
    private const double HalfAStep = 0.5;

    /// <summary>Whether a file, whose pixels are bytes, keeps any of the change: ε is at least half a step.</summary>
    public bool IsKeptByFiles => Epsilon >= HalfAStep;
}
