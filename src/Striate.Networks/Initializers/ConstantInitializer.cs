using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>One value everywhere.</summary>
internal sealed class ConstantInitializer(float value) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Rng rng) => values.Fill(value);
}
