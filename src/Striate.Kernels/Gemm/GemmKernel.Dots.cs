using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Gemm;

// Few rows times a transposed matrix, as in a fully connected layer on a single picture: memory sets the pace, so that nothing is
// packed and every weight is read once, where it lies.
public static unsafe partial class GemmKernel
{
    private const int MostRowsForDots = 8;

    // Rows and columns of a tile: sixteen sums, eight loads.
    private const int DotTile = 4;

    // So many steps of four rows stay in the first cache while the weights of a chunk's columns pass by, and these in the second
    // one until all rows have taken them.
    private const int StepsInDots = 1024;
    private const int ColumnsInDots = 32;

    private static bool IsByDots(in GemmGeometry g) => g.M <= MostRowsForDots && g.TransposeB && !g.TransposeA;

    private static void RunByDots(in GemmGeometry g, float* a, float* b, EpilogueWork epilogue, float* c, bool accumulate)
    {
        var columns = Math.Max(Border.Grain / g.K / DotTile * DotTile, ColumnsInDots);
        Workers.ForRange(g.N, columns, new DotColumns(g, a, b, epilogue, c, accumulate));
    }

    private readonly struct DotColumns(GemmGeometry g, float* a, float* b, EpilogueWork epilogue, float* c, bool accumulate)
        : IRangeWork, IVectorRange
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            for (var k = 0; k < g.K; k += StepsInDots)
            {
                var (steps, adds) = (Math.Min(StepsInDots, g.K - k), accumulate || k > 0);
                var i = 0;
                for (; i <= g.M - DotTile; i += DotTile)
                {
                    var j = start;
                    for (; j <= start + length - DotTile; j += DotTile)
                    {
                        Sixteen<V>(Row(i) + k, Column(j) + k, steps, Target(i) + j, adds);
                    }

                    for (var row = i; row < i + DotTile; row++)
                    {
                        Rest<V>(row, j, start + length, k, steps, adds);
                    }
                }

                for (; i < g.M; i++)
                {
                    var j = start;
                    for (; j <= start + length - DotTile; j += DotTile)
                    {
                        Four<V>(Row(i) + k, Column(j) + k, steps, Target(i) + j, adds);
                    }

                    Rest<V>(i, j, start + length, k, steps, adds);
                }
            }

            epilogue.Skip(start).Apply(c + start, g.N, g.M, length);
        }

        private float* Row(int i) => a + ((nint)i * g.K);

        private float* Column(int j) => b + ((nint)j * g.K);

        private float* Target(int i) => c + ((nint)i * g.N);

        private void Rest<V>(int row, int first, int end, int k, int steps, bool adds)
            where V : unmanaged, IVector<V>
        {
            for (var j = first; j < end; j++)
            {
                var sum = One<V>(Row(row) + k, Column(j) + k, steps);
                Target(row)[j] = adds ? Target(row)[j] + sum : sum;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Sixteen<V>(float* x, float* w, int steps, float* target, bool adds)
            where V : unmanaged, IVector<V>
        {
            nint K = g.K;
            var zero = V.Create(0);
            var (a0, a1, a2, a3) = (zero, zero, zero, zero);
            var (b0, b1, b2, b3) = (zero, zero, zero, zero);
            var (c0, c1, c2, c3) = (zero, zero, zero, zero);
            var (d0, d1, d2, d3) = (zero, zero, zero, zero);
            var x2 = x + (2 * K);
            var w2 = w + (2 * K);
            for (var k = 0; k < steps; k += V.Count)
            {
                var left = steps - k;
                var (p, q) = (VectorPart.Load<V>(w + k, left), VectorPart.Load<V>(w + K + k, left));
                var (r, s) = (VectorPart.Load<V>(w2 + k, left), VectorPart.Load<V>(w2 + K + k, left));
                var value = VectorPart.Load<V>(x + k, left);
                V.Accumulate(value, p, ref a0);
                V.Accumulate(value, q, ref a1);
                V.Accumulate(value, r, ref a2);
                V.Accumulate(value, s, ref a3);
                value = VectorPart.Load<V>(x + K + k, left);
                V.Accumulate(value, p, ref b0);
                V.Accumulate(value, q, ref b1);
                V.Accumulate(value, r, ref b2);
                V.Accumulate(value, s, ref b3);
                value = VectorPart.Load<V>(x2 + k, left);
                V.Accumulate(value, p, ref c0);
                V.Accumulate(value, q, ref c1);
                V.Accumulate(value, r, ref c2);
                V.Accumulate(value, s, ref c3);
                value = VectorPart.Load<V>(x2 + K + k, left);
                V.Accumulate(value, p, ref d0);
                V.Accumulate(value, q, ref d1);
                V.Accumulate(value, r, ref d2);
                V.Accumulate(value, s, ref d3);
            }

            Put(a0, a1, a2, a3, target, adds);
            Put(b0, b1, b2, b3, target + g.N, adds);
            Put(c0, c1, c2, c3, target + (2 * (nint)g.N), adds);
            Put(d0, d1, d2, d3, target + (3 * (nint)g.N), adds);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Put<V>(V sum0, V sum1, V sum2, V sum3, float* target, bool adds)
            where V : unmanaged, IVector<V>
        {
            target[0] = V.Sum(sum0) + (adds ? target[0] : 0);
            target[1] = V.Sum(sum1) + (adds ? target[1] : 0);
            target[2] = V.Sum(sum2) + (adds ? target[2] : 0);
            target[3] = V.Sum(sum3) + (adds ? target[3] : 0);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Four<V>(float* x, float* w, int steps, float* target, bool adds)
            where V : unmanaged, IVector<V>
        {
            var w1 = w + g.K;
            var w2 = w1 + g.K;
            var w3 = w2 + g.K;
            var (sum0, sum1, sum2, sum3) = (V.Create(0), V.Create(0), V.Create(0), V.Create(0));
            var k = 0;
            for (; k <= steps - V.Count; k += V.Count)
            {
                var value = V.Load(x + k);
                sum0 = V.MultiplyAdd(value, V.Load(w + k), sum0);
                sum1 = V.MultiplyAdd(value, V.Load(w1 + k), sum1);
                sum2 = V.MultiplyAdd(value, V.Load(w2 + k), sum2);
                sum3 = V.MultiplyAdd(value, V.Load(w3 + k), sum3);
            }

            if (k < steps)
            {
                var left = steps - k;
                var value = VectorPart.Load<V>(x + k, left);
                sum0 = V.MultiplyAdd(value, VectorPart.Load<V>(w + k, left), sum0);
                sum1 = V.MultiplyAdd(value, VectorPart.Load<V>(w1 + k, left), sum1);
                sum2 = V.MultiplyAdd(value, VectorPart.Load<V>(w2 + k, left), sum2);
                sum3 = V.MultiplyAdd(value, VectorPart.Load<V>(w3 + k, left), sum3);
            }

            Put(sum0, sum1, sum2, sum3, target, adds);
        }

        private static float One<V>(float* x, float* w, int steps)
            where V : unmanaged, IVector<V>
        {
            var sum = V.Create(0);
            for (var k = 0; k < steps; k += V.Count)
            {
                sum = V.MultiplyAdd(VectorPart.Load<V>(x + k, steps - k), VectorPart.Load<V>(w + k, steps - k), sum);
            }

            return V.Sum(sum);
        }
    }
}
