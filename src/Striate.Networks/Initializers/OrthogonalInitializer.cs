using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Rows at right angles to one another, or columns where there are fewer of them, all of one length.</summary>
internal sealed class OrthogonalInitializer(double gain) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Rng rng)
    {
        if (shape.Rank < 2)
        {
            throw new ShapeException($"a parameter {shape} is no matrix; this initialiser takes [Out, In] or [Out, In, KH, KW].");
        }

        var (rows, columns) = (shape[0], shape[0] == 0 ? 0 : values.Length / shape[0]);
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var vectors = new double[count][];
        for (var i = 0; i < count; i++)
        {
            vectors[i] = Draw(vectors.AsSpan(0, i), length, rng);
        }

        for (var i = 0; i < values.Length; i++)
        {
            var (row, column) = (i / columns, i % columns);
            values[i] = (float)(gain * (rows <= columns ? vectors[row][column] : vectors[column][row]));
        }
    }

    // A random direction at right angles to the others: what lies along them is taken away, twice, for what rounding left the first time.
    private static double[] Draw(ReadOnlySpan<double[]> others, int length, Rng rng)
    {
        var vector = new double[length];
        foreach (ref var value in vector.AsSpan())
        {
            value = rng.NextNormal();
        }

        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var other in others)
            {
                var along = Dot(vector, other);
                for (var j = 0; j < length; j++)
                {
                    vector[j] -= along * other[j];
                }
            }
        }

        var size = Math.Sqrt(Dot(vector, vector));
        return Array.ConvertAll(vector, value => value / size);
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
