namespace Striate.Kernels.Vectors;

/// <summary>
/// A vector of floats of one width. A kernel that lives on all of the machine's registers is written once over this, and runs
/// in whichever width the machine has; <see cref="Lanes"/> is the simpler choice where memory sets the pace.
/// </summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
internal unsafe interface IVector<TSelf>
    where TSelf : unmanaged, IVector<TSelf>
{
    /// <summary>Floats in the vector.</summary>
    static abstract int Count { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Create(float value);

    /// <summary>The next <see cref="Count"/> floats.</summary>
    static abstract TSelf Load(float* x);

    /// <summary>Stores all lanes.</summary>
    static abstract void Store(TSelf value, float* y);

    /// <summary>a · b + c, rounded once where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The larger of the two; a NaN in <paramref name="b"/> stays.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller of the two; a NaN in <paramref name="b"/> stays.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(TSelf value);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);
}
