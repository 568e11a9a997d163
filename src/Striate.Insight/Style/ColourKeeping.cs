namespace Striate.Insight;

/// <summary>How a style transfer keeps the colours of the content. Gatys, Bethge, Hertzmann and Shechtman, arXiv:1606.05897.</summary>
public enum ColourKeeping
{
    /// <summary>The colours are the style's: the content is first given their mean and covariance, as networks see little of colour.</summary>
    None,

    /// <summary>Only lightness is transferred; what is colour comes from the content, pixel by pixel.</summary>
    Luminance,

    /// <summary>The style is first given the mean and the covariance of the content's colours.</summary>
    Match,
}
