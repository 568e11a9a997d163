using Striate.Kernels.Threading;

namespace Striate.Kernels.Tests;

/// <summary>Writes every number of an output.</summary>
public delegate void Fill<T>(Span<T> target);

/// <summary>The comparisons that every kernel has to stand.</summary>
public static class Compare
{
    /// <summary>Lengths around the borders of vectors of 4, 8 and 16 floats.</summary>
    public static IEnumerable<int> OddSizes => [0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33];

    /// <summary>The kernel writes what its twin, in double precision, writes, all of it, and nothing beside it.</summary>
    public static void WithReference(int length, Fill<double> reference, Fill<float> kernel, double tolerance = 2e-6, double scale = 1e-30)
    {
        var expected = new double[length];
        reference(expected);
        var actual = new Guarded(length);
        kernel(actual.Span);
        actual.AssertEqual(Array.ConvertAll(expected, value => (float)value), tolerance, scale);
    }

    /// <summary>The same bits with 1, 2 and 7 threads.</summary>
    public static void AnyThreads(Func<float[]> run)
    {
        var before = Workers.Count;
        try
        {
            var results = new[] { 1, 2, 7 }.Select(threads =>
            {
                Workers.Count = threads;
                return Array.ConvertAll(run(), BitConverter.SingleToInt32Bits);
            }).ToList();
            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
        finally
        {
            Workers.Count = before;
        }
    }

    public static double[] Widen(float[] numbers) => Array.ConvertAll(numbers, number => (double)number);
}
