using System.Numerics;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Update;

/// <summary>One step of Adam or AdamW, in one pass over a parameter.</summary>
public static unsafe partial class AdamKernel
{
    /// <summary>
    /// g' = g + λ·w (Adam), or w = w − η·λ·w (AdamW); m = β₁·m + (1 − β₁)·g'; v = β₂·v + (1 − β₂)·g'²;
    /// w = w − η · m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).
    /// Kingma and Ba, arXiv:1412.6980; Loshchilov and Hutter, arXiv:1711.05101.
    /// </summary>
    /// <param name="w">The parameter, changed in place.</param>
    /// <param name="g">Its gradient.</param>
    /// <param name="m">Mean of gradients, changed in place; zeros before the first step.</param>
    /// <param name="v">Mean of squared gradients, changed in place; zeros before the first step.</param>
    /// <param name="settings">The numbers of the step.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is less than 1.</exception>
    public static void Run(Span<float> w, ReadOnlySpan<float> g, Span<float> m, Span<float> v, in AdamSettings settings)
    {
        Border.SameLength(w, g);
        Border.SameLength(w, m);
        Border.SameLength(w, v);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Step, 1, nameof(settings));
        fixed (float* pw = w, pg = g, pm = m, pv = v)
        {
            Workers.ForRange(w.Length, Border.Grain, new StepWork(pw, pg, pm, pv, settings));
        }
    }

    private readonly struct StepWork(float* w, float* g, float* m, float* v, AdamSettings settings) : IRangeWork
    {
        public void Run(int start, int length)
        {
            var (beta1, beta2) = (settings.Beta1, settings.Beta2);
            var stepSize = (float)(settings.LearningRate / (1 - Math.Pow(beta1, settings.Step)));
            var correction = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, settings.Step)));
            var added = settings.Decoupled ? 0 : settings.WeightDecay;
            var kept = settings.Decoupled ? 1 - (settings.LearningRate * settings.WeightDecay) : 1;
            var epsilon = new Vector<float>(settings.Epsilon);
            var end = start + length;
            for (var i = start; i < end; i += Lanes.Width)
            {
                var left = end - i;
                var weight = Lanes.Load(w + i, left);
                var gradient = Lanes.Load(g + i, left) + (weight * added);
                var mean = (Lanes.Load(m + i, left) * beta1) + (gradient * (1 - beta1));
                var square = (Lanes.Load(v + i, left) * beta2) + (gradient * gradient * (1 - beta2));
                Lanes.Store(mean, m + i, left);
                Lanes.Store(square, v + i, left);
                var divisor = (Vector.SquareRoot(square) * correction) + epsilon;
                Lanes.Store((weight * kept) - (mean * stepSize / divisor), w + i, left);
            }
        }
    }
}
