using System.Numerics;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Update;

/// <summary>One step of stochastic gradient descent with momentum, in one pass over a parameter.</summary>
public static unsafe partial class SgdKernel
{
    /// <summary>
    /// g' = g + λ·w; v = μ·v + g'; w = w − η·d, where d is v, or g' + μ·v with Nesterov's momentum, or g' without a velocity.
    /// Sutskever et al., ICML 2013, in the form of PyTorch.
    /// </summary>
    /// <param name="w">The parameter, changed in place.</param>
    /// <param name="g">Its gradient.</param>
    /// <param name="velocity">v, changed in place; zeros before the first step. Empty for none.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="momentum">μ; 0 where there is no velocity.</param>
    /// <param name="nesterov">Looks ahead along the velocity.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ShapeException">The lengths differ, or a momentum has no velocity.</exception>
    public static void Run(
        Span<float> w, ReadOnlySpan<float> g, Span<float> velocity, float learningRate, float momentum, bool nesterov, float weightDecay)
    {
        Border.SameLength(w, g);
        Border.LengthOrEmpty(velocity, w.Length);
        if (velocity.IsEmpty && !w.IsEmpty && momentum != 0)
        {
            throw new ShapeException($"a momentum of {momentum} without a velocity. Give one of {w.Length} zeros before the first step.");
        }

        fixed (float* pw = w, pg = g, pv = velocity)
        {
            Workers.ForRange(w.Length, Border.Grain, new StepWork(pw, pg, pv, learningRate, momentum, nesterov, weightDecay));
        }
    }

    private readonly struct StepWork(
        float* w, float* g, float* v, float learningRate, float momentum, bool nesterov, float weightDecay) : IRangeWork
    {
        public void Run(int start, int length)
        {
            var end = start + length;
            for (var i = start; i < end; i += Lanes.Width)
            {
                var left = end - i;
                var weight = Lanes.Load(w + i, left);
                var gradient = Lanes.Load(g + i, left) + (weight * weightDecay);
                var direction = gradient;
                if (v is not null)
                {
                    var velocity = (Lanes.Load(v + i, left) * momentum) + gradient;
                    Lanes.Store(velocity, v + i, left);
                    direction = nesterov ? gradient + (velocity * momentum) : velocity;
                }

                Lanes.Store(weight - (direction * learningRate), w + i, left);
            }
        }
    }
}
