using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Mean 0, variance gain/fan.</summary>
internal sealed class FanInitializer(double gain, Fan fan, bool normal) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Rng rng)
    {
        if (shape.Rank < 2)
        {
            throw new ShapeException($"a parameter {shape} has no fan; this initialiser takes [Out, In] or [Out, In, KH, KW].");
        }

        var places = shape.Skip(2).Aggregate(1.0, (product, size) => product * size);
        var (fanIn, fanOut) = (shape[1] * places, shape[0] * places);
        var connections = fan switch { Fan.In => fanIn, Fan.Out => fanOut, _ => (fanIn + fanOut) / 2 };
        var deviation = Math.Sqrt(gain / connections);
        Initializer distribution = normal ? new NormalInitializer(deviation) : new UniformInitializer(Math.Sqrt(3) * deviation);
        distribution.Fill(values, shape, rng);
    }
}
