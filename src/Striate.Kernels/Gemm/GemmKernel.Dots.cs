using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Gemm;

// Few rows times a transposed matrix, as in a fully connected layer on a single picture: memory sets the pace, so that nothing is
// packed and every weight is read once, where it lies.
public static unsafe partial class GemmKernel
{
    private const int MostRowsForDots = 4;

    private static bool IsByDots(in GemmGeometry g) => g.M <= MostRowsForDots && g.TransposeB && !g.TransposeA;

    private static void RunByDots(in GemmGeometry g, float* a, float* b, EpilogueWork epilogue, float* c, bool accumulate)
    {
        // Chunks of some 64 KB of weights, a multiple of the four columns that are computed together.
        var columns = Math.Max(Border.Grain / g.K / 4, 1) * 4;
        Workers.ForRange(g.N, columns, new DotColumns(g, a, b, epilogue, c, accumulate));
    }

    private readonly struct DotColumns(GemmGeometry g, float* a, float* b, EpilogueWork epilogue, float* c, bool accumulate) : IRangeWork
    {
        public void Run(int start, int length)
        {
            switch (Simd.Width)
            {
                case 16:
                    Run<Floats16>(start, length);
                    break;
                case 8:
                    Run<Floats8>(start, length);
                    break;
                default:
                    Run<Floats4>(start, length);
                    break;
            }
        }

        private void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            for (var i = 0; i < g.M; i++)
            {
                var row = a + ((nint)i * g.K);
                var target = c + ((nint)i * g.N);
                var j = start;
                for (; j <= start + length - 4; j += 4)
                {
                    Four<V>(row, b + ((nint)j * g.K), target + j);
                }

                for (; j < start + length; j++)
                {
                    var sum = One<V>(row, b + ((nint)j * g.K));
                    target[j] = accumulate ? target[j] + sum : sum;
                }

                epilogue.Skip(start).Apply(target + start, g.N, 1, length);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Four<V>(float* x, float* w, float* target)
            where V : unmanaged, IVector<V>
        {
            var w1 = w + g.K;
            var w2 = w1 + g.K;
            var w3 = w2 + g.K;
            var (sum0, sum1, sum2, sum3) = (V.Create(0), V.Create(0), V.Create(0), V.Create(0));
            var k = 0;
            for (; k <= g.K - V.Count; k += V.Count)
            {
                var value = V.Load(x + k);
                sum0 = V.MultiplyAdd(value, V.Load(w + k), sum0);
                sum1 = V.MultiplyAdd(value, V.Load(w1 + k), sum1);
                sum2 = V.MultiplyAdd(value, V.Load(w2 + k), sum2);
                sum3 = V.MultiplyAdd(value, V.Load(w3 + k), sum3);
            }

            if (k < g.K)
            {
                var left = g.K - k;
                var value = VectorPart.Load<V>(x + k, left);
                sum0 = V.MultiplyAdd(value, VectorPart.Load<V>(w + k, left), sum0);
                sum1 = V.MultiplyAdd(value, VectorPart.Load<V>(w1 + k, left), sum1);
                sum2 = V.MultiplyAdd(value, VectorPart.Load<V>(w2 + k, left), sum2);
                sum3 = V.MultiplyAdd(value, VectorPart.Load<V>(w3 + k, left), sum3);
            }

            target[0] = V.Sum(sum0) + (accumulate ? target[0] : 0);
            target[1] = V.Sum(sum1) + (accumulate ? target[1] : 0);
            target[2] = V.Sum(sum2) + (accumulate ? target[2] : 0);
            target[3] = V.Sum(sum3) + (accumulate ? target[3] : 0);
        }

        private float One<V>(float* x, float* w)
            where V : unmanaged, IVector<V>
        {
            var sum = V.Create(0);
            for (var k = 0; k < g.K; k += V.Count)
            {
                sum = V.MultiplyAdd(VectorPart.Load<V>(x + k, g.K - k), VectorPart.Load<V>(w + k, g.K - k), sum);
            }

            return V.Sum(sum);
        }
    }
}
