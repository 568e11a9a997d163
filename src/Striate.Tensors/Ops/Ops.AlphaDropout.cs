using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>
    /// Dropout for nets of <see cref="Selu"/>: a random share of the numbers falls to where that function saturates, and all are scaled
    /// and shifted so that mean and variance stay. Without a <see cref="Tape"/> it does nothing.
    /// </summary>
    /// <param name="x">Any shape, of mean 0 and variance 1.</param>
    /// <param name="p">Probability of each number to fall, from 0 to below 1.</param>
    /// <returns>The same shape: y = s · (x or α') + t with α' = −λα, s = 1/√((1 − p)·(1 + p·α'²)), t = −s·p·α'.</returns>
    /// <remarks>Klambauer et al., arXiv:1706.02515.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to below 1.</exception>
    public static Tensor AlphaDropout(Tensor x, double p)
    {
        ArgumentNullException.ThrowIfNull(x);
        var settings = p < 1
            ? DropoutSettings.Create(p, Tape.Current?.NextKey() ?? 0)
            : throw new ArgumentOutOfRangeException(nameof(p), $"AlphaDropout with probability {p}; it must be from 0 to below 1.");
        if (Tape.Current is null)
        {
            return x;
        }

        const double Floor = -SeluScale * SeluAlpha;
        var scale = 1 / Math.Sqrt((1 - p) * (1 + (p * Floor * Floor)));
        var mask = Tensor.From(x.Shape, x.Layout, mask =>
        {
            mask.Fill(1);
            DropoutKernel.Run(settings, mask, mask);
        });
        return Add(Multiply(Where(mask, x, Floor), scale), -scale * p * Floor);
    }
}
