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

    /// <summary>Whether it is used for whole vectors alone, so that loops over it need no code for parts.</summary>
    static virtual bool IsAlwaysWhole => false;

    /// <summary>The next <see cref="Count"/> floats.</summary>
    static abstract TSelf Load(float* x);

    /// <summary>Stores all lanes.</summary>
    static abstract void Store(TSelf value, float* y);

    /// <summary>Stores all lanes past the caches, to a place aligned to the vector.</summary>
    static abstract void StorePastCaches(TSelf value, float* y);

    /// <summary>The next <paramref name="count"/> floats, fewer than a vector has, and zeros in the other lanes.</summary>
    static abstract TSelf LoadPart(float* x, int count);

    /// <summary>Stores the first <paramref name="count"/> lanes, fewer than all.</summary>
    static abstract void StorePart(TSelf value, float* y, int count);

    /// <summary>a · b + c, rounded once where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>
    /// sum += a · b, as <see cref="MultiplyAdd"/>. Written in place, so that the compiler picks the instruction that overwrites the sum; of
    /// <c>sum = MultiplyAdd(a, b, sum)</c> it may overwrite a factor and move the result back, a fifth of the innermost product's instructions.
    /// </summary>
    static virtual void Accumulate(TSelf a, TSelf b, ref TSelf sum) => sum = TSelf.MultiplyAdd(a, b, sum);

    /// <summary>The larger of the two; <paramref name="b"/> where either is NaN or neither is larger.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller of the two; <paramref name="b"/> where either is NaN or neither is smaller.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>Lane by lane, <paramref name="ifTrue"/> where a &gt; b, else <paramref name="ifFalse"/>.</summary>
    static abstract TSelf SelectGreater(TSelf a, TSelf b, TSelf ifTrue, TSelf ifFalse);

    /// <summary>Lane by lane, <paramref name="ifTrue"/> where a &gt; b or a is NaN, else <paramref name="ifFalse"/>.</summary>
    static abstract TSelf SelectGreaterOrNaN(TSelf a, TSelf b, TSelf ifTrue, TSelf ifFalse);

    /// <summary>Lane by lane, <paramref name="ifTrue"/> where a = b, else <paramref name="ifFalse"/>.</summary>
    static abstract TSelf SelectEqual(TSelf a, TSelf b, TSelf ifTrue, TSelf ifFalse);

    /// <summary>Lanes 0, 2, 4, … of a, followed by those of b.</summary>
    static abstract TSelf Evens(TSelf a, TSelf b);

    /// <summary>Lanes 1, 3, 5, … of a, followed by those of b.</summary>
    static abstract TSelf Odds(TSelf a, TSelf b);

    /// <summary>The lower half of the lanes of a and b in turn, from which <see cref="Evens"/> and <see cref="Odds"/> take them apart.</summary>
    static abstract TSelf InTurnLow(TSelf a, TSelf b);

    /// <summary>The upper half of the lanes of a and b in turn.</summary>
    static abstract TSelf InTurnHigh(TSelf a, TSelf b);

    /// <summary>The square root of every lane.</summary>
    static abstract TSelf SquareRoot(TSelf value);

    /// <summary>The size of every lane, without its sign.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>Lane by lane, a · 2ⁿ; n is a whole number from −150 to 128.</summary>
    static abstract TSelf TimesPowerOfTwo(TSelf a, TSelf n);

    /// <summary>The natural logarithm of every lane.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>The sine of every lane, in radians.</summary>
    static abstract TSelf Sin(TSelf value);

    /// <summary>The cosine of every lane, in radians.</summary>
    static abstract TSelf Cos(TSelf value);

    /// <summary>The largest whole number that is not above the lane.</summary>
    static abstract TSelf Floor(TSelf value);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(TSelf value);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);
}
