namespace Striate.Data.Augmentation;

/// <summary>What lies around a picture, for a <see cref="Warp"/> that reaches beyond its edges.</summary>
public enum Surroundings
{
    /// <summary>Nothing: black, and transparent.</summary>
    Black,

    /// <summary>The picture mirrored at the centres of its outermost pixels, which are not repeated: c b | a b c | b a, as PyTorch's "reflect".</summary>
    Reflect,
}
