using Striate.Kernels.Vectors;

namespace Striate.Kernels.Update;

/// <summary>How an optimiser changes a number by its gradient and by what it remembers of it; written once for all widths of vectors.</summary>
internal interface IUpdateRule
{
    /// <summary>Numbers remembered for each number of a parameter, 0 to 3.</summary>
    int Slots { get; }

    /// <summary>Changes the numbers of a vector; slots that the rule does not have are zeros that nobody keeps.</summary>
    void Step<V>(V gradient, V learningRate, V weightDecay, ref V weight, ref V first, ref V second, ref V third)
        where V : unmanaged, IVector<V>;
}
