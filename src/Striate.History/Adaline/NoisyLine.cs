using Striate.Insight;
using Striate.Kernels;

namespace Striate.History;

/// <summary>Points of two numbers whose answers lie on a plane but for noise: a task whose least-squares weights are known.</summary>
internal static class NoisyLine
{
    /// <summary>Draws points from a square, x₂ partly like x₁, and d = 0.8·x₁ − 0.5·x₂ + 0.3 with noise of deviation 0.2.</summary>
    public static IReadOnlyList<(float[] X, float Desired)> Draw(int count, ulong seed)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var first = rng.NextFloat(-1, 1);
            var second = (0.5f * first) + rng.NextFloat(-1, 1);
            return (new[] { first, second }, (0.8f * first) - (0.5f * second) + 0.3f + (0.2f * (float)rng.NextNormal()));
        })];
    }

    /// <summary>w₁, w₂ and b of the least mean square.</summary>
    public static double[] LeastSquaresOf(IReadOnlyList<(float[] X, float Desired)> list)
    {
        var (moments, products) = (new double[9], new double[3]);
        foreach (var (x, desired) in list)
        {
            double[] input = [x[0], x[1], 1];
            for (var i = 0; i < 9; i++)
            {
                moments[i] += input[i / 3] * input[i % 3];
            }

            for (var i = 0; i < 3; i++)
            {
                products[i] += desired * input[i];
            }
        }

        return new LinearSystem(moments, 3).Solve(products);
    }

    /// <summary>The mean square of the error.</summary>
    public static double MeanSquare(IReadOnlyList<(float[] X, float Desired)> list, Func<float[], float> answer) =>
        list.Average(item => Math.Pow(item.Desired - answer(item.X), 2));
}
