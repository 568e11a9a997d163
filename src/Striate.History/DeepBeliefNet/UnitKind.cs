namespace Striate.History;

/// <summary>What a unit of a restricted Boltzmann machine can say.</summary>
public enum UnitKind
{
    /// <summary>Yes or no, 1 with the probability σ of its input.</summary>
    Binary,

    /// <summary>Any real number, normally distributed around its input with variance 1: for measured quantities, and for codes.</summary>
    Gaussian,
}
