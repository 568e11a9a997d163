namespace Striate.Networks;

/// <summary>Which number of connections scales the variance of first weights.</summary>
public enum Fan
{
    /// <summary>Inputs of one unit: In · KH · KW.</summary>
    In,

    /// <summary>Units that one input reaches: Out · KH · KW.</summary>
    Out,

    /// <summary>The mean of both.</summary>
    Average,
}
