using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Uniform in ±bound.</summary>
internal sealed class UniformInitializer(double bound) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Rng rng)
    {
        foreach (ref var value in values)
        {
            value = rng.NextFloat((float)-bound, (float)bound);
        }
    }
}
