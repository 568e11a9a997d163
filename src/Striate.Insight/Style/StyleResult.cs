using System.Globalization;
using Striate.Data;

namespace Striate.Insight;

/// <summary>What a style transfer made.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Losses">The loss at each step, all scales after each other.</param>
/// <param name="FirstLoss">The loss of the picture that it started from, at the final size.</param>
/// <param name="LastLoss">The loss of <paramref name="Picture"/>, rounded to bytes, before the content's colours are put back; no larger than the first, as where nothing better was found the start is given back.</param>
/// <param name="GramErrors">How far each Gram matrix of that picture is from the style's: ‖G − A‖ / ‖A‖, each map in units of its strength in the style.</param>
/// <param name="IsComplete">Whether all steps were done; false after a cancellation.</param>
public sealed record StyleResult(
    Picture Picture, IReadOnlyList<double> Losses, double FirstLoss, double LastLoss, IReadOnlyList<(string Layer, double Error)> GramErrors, bool IsComplete)
{
    /// <summary>The share of the first loss that is gone, from 0 to 1.</summary>
    public double Lowered => 1 - (LastLoss / FirstLoss);

    /// <summary>How far the Gram matrices are from the style's, in words: "7.6% (features.0), 6.9% (features.3)".</summary>
    public string GramErrorsText => string.Join(", ", GramErrors.Select(layer => string.Create(CultureInfo.InvariantCulture, $"{layer.Error:0.0%} ({layer.Layer})")));
}
