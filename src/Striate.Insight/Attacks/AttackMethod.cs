namespace Striate.Insight;

/// <summary>How an adversarial image is made.</summary>
public enum AttackMethod
{
    /// <summary>One step of ε against the sign of the gradient. Goodfellow, Shlens and Szegedy, arXiv:1412.6572.</summary>
    FastGradientSign,

    /// <summary>Many small steps, each time brought back to within ε, from a random start. Madry et al., arXiv:1706.06083.</summary>
    ProjectedGradientDescent,
}
