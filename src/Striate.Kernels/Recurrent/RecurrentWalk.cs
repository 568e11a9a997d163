using Striate.Kernels.Gemm;
using Striate.Kernels.Reduce;

namespace Striate.Kernels.Recurrent;

/// <summary>The products that recurrent layers have in common.</summary>
internal static class RecurrentWalk
{
    /// <summary>What a state says to the gates: h·W_hhᵀ + b_hh, for so many rows.</summary>
    public static void ToGates(in RecurrentGeometry g, int rows, ReadOnlySpan<float> h, in RecurrentInputs inputs, Span<float> gates) =>
        GemmKernel.Run(GemmGeometry.Create(rows, g.Gates * g.Hidden, g.Hidden, transposeB: true), h, inputs.Weights, inputs.Bias, gates);

    /// <summary>The gradient of a step's states from that of what they said, d·W_hh, put in its place or added.</summary>
    public static void ToStates(in RecurrentGeometry g, ReadOnlySpan<float> d, in RecurrentInputs inputs, Span<float> dh, bool accumulate) =>
        GemmKernel.Run(GemmGeometry.Create(g.Samples, g.Hidden, g.Gates * g.Hidden), d, inputs.Weights, [], dh, accumulate);

    /// <summary>The gradients of weights and biases from that of what the states before each step said.</summary>
    public static void ToWeights(in RecurrentGeometry g, ReadOnlySpan<float> d, ReadOnlySpan<float> previous, in RecurrentGradients gradients)
    {
        if (!gradients.Weights.IsEmpty)
        {
            GemmKernel.Run(GemmGeometry.Create(g.Gates * g.Hidden, g.Hidden, g.Rows, transposeA: true), d, previous, [], gradients.Weights);
        }

        if (!gradients.Bias.IsEmpty)
        {
            SumRowsKernel.Run(g.Rows, g.Gates * g.Hidden, d, gradients.Bias);
        }
    }

    /// <summary>The state before each step, in that step's row.</summary>
    public static void Previous(in RecurrentGeometry g, ReadOnlySpan<float> first, ReadOnlySpan<float> states, Span<float> previous)
    {
        for (var step = 0; step < g.Steps; step++)
        {
            for (var n = 0; n < g.Samples; n++)
            {
                var target = previous.Slice(g.Row(step, n) * g.Hidden, g.Hidden);
                if (step > 0)
                {
                    states.Slice(g.Row(step - 1, n) * g.Hidden, g.Hidden).CopyTo(target);
                }
                else
                {
                    CopyOrClear(first.IsEmpty ? first : first.Slice(n * g.Hidden, g.Hidden), target);
                }
            }
        }
    }

    /// <summary>Copies numbers, or clears where there are none.</summary>
    public static void CopyOrClear(ReadOnlySpan<float> source, Span<float> target)
    {
        if (source.IsEmpty)
        {
            target.Clear();
        }
        else
        {
            source.CopyTo(target);
        }
    }
}
