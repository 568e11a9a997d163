using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Normal distribution with mean 0.</summary>
internal sealed class NormalInitializer(double deviation) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Rng rng)
    {
        foreach (ref var value in values)
        {
            value = (float)(deviation * rng.NextNormal());
        }
    }
}
