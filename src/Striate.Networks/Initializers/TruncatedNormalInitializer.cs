using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Normal distribution with mean 0, of which what lies beyond some deviations is drawn again.</summary>
internal sealed class TruncatedNormalInitializer(double deviation, double most) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Rng rng)
    {
        foreach (ref var value in values)
        {
            double drawn;
            do
            {
                drawn = rng.NextNormal();
            }
            while (Math.Abs(drawn) > most);

            value = (float)(deviation * drawn);
        }
    }
}
