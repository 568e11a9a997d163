using System.Runtime.CompilerServices;

namespace Striate.Kernels.Update;

/// <summary>
/// A running mean of numbers that change: w = w + η·(g − w), where w is the mean and the numbers stand in the gradient's place.
/// </summary>
public readonly record struct AverageRule : IUpdateRule
{
    /// <summary>Numbers remembered for each number beside the mean itself: none.</summary>
    public int Slots => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IUpdateRule.Step<V>(V gradient, V learningRate, V weightDecay, ref V weight, ref V first, ref V second, ref V third) =>
        weight += (gradient - weight) * learningRate;
}
