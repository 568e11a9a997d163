using Striate.Tensors;

namespace Striate.Insight;

/// <summary>A score shared out among the numbers of an image.</summary>
/// <param name="Values">The share of each, shape [1, C, H, W].</param>
/// <param name="Expected">What the shares should sum to.</param>
public sealed record Attribution(Tensor Values, double Expected)
{
    /// <summary>What the shares sum to.</summary>
    public double Sum
    {
        get
        {
            var sum = 0.0;
            foreach (var value in Values.Span)
            {
                sum += value;
            }

            return sum;
        }
    }

    /// <summary>|Sum − Expected| / |Expected|: 0 where nothing was lost.</summary>
    public double Error => Math.Abs(Sum - Expected) / Math.Abs(Expected);
}
