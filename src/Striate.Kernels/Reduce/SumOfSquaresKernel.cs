using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>The sum of the squares of many numbers.</summary>
public static unsafe partial class SumOfSquaresKernel
{
    // Sums of so many squares in float are added to the whole in double.
    private const int NumbersInBlock = 1024;

    /// <summary>Σ x[i]², the same bits at any number of threads.</summary>
    /// <param name="x">Any numbers.</param>
    public static double Run(ReadOnlySpan<float> x)
    {
        var pieces = (int)(((long)x.Length + Border.Grain - 1) / Border.Grain);
        using var sums = Scratch.Rent(2 * pieces);
        var values = (double*)sums.Pointer;
        fixed (float* px = x)
        {
            Workers.ForRange(x.Length, Border.Grain, new Piece(px, values));
        }

        var sum = 0.0;
        for (var i = 0; i < pieces; i++)
        {
            sum += values[i];
        }

        return sum;
    }

    private readonly struct Piece(float* x, double* sums) : IRangeWork
    {
        public void Run(int start, int length)
        {
            var sum = 0.0;
            for (var i = start; i < start + length; i += NumbersInBlock)
            {
                sum += Row.Dot(x + i, x + i, Math.Min(NumbersInBlock, start + length - i));
            }

            sums[start / Border.Grain] = sum;
        }
    }
}
