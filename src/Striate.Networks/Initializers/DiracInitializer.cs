using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Filters that hand on one channel each; the others are drawn.</summary>
internal sealed class DiracInitializer(Initializer others) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Rng rng)
    {
        if (shape.Rank != 4)
        {
            throw new ShapeException($"a parameter {shape} has no filters that could hand on a channel; Dirac takes [Out, In, KH, KW].");
        }

        others.Fill(values, shape, rng);
        var (window, middle) = (shape[2] * shape[3], (shape[2] / 2 * shape[3]) + (shape[3] / 2));
        for (var channel = 0; channel < Math.Min(shape[0], shape[1]); channel++)
        {
            var filter = values.Slice(channel * shape[1] * window, shape[1] * window);
            filter.Clear();
            filter[(channel * window) + middle] = 1;
        }
    }
}
