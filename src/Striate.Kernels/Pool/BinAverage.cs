using System.Numerics;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Pool;

/// <summary>Averages over bins of rows and columns of channels-last images, and their gradient. Lanes are channels.</summary>
internal static unsafe class BinAverage
{
    public static void Forward<T>(int N, int C, T rows, T columns, ReadOnlySpan<float> x, Span<float> y)
        where T : unmanaged, IBins
    {
        fixed (float* px = x, py = y)
        {
            Workers.ForRange(
                N * rows.Output, Border.UnitsInPiece(C * columns.Input), new ForwardRows<T>(C, rows, columns, px, py));
        }
    }

    public static void Backward<T>(int N, int C, T rows, T columns, ReadOnlySpan<float> dy, Span<float> dx)
        where T : unmanaged, IBins
    {
        fixed (float* pdy = dy, pdx = dx)
        {
            Workers.For(N, new BackwardImage<T>(C, rows, columns, pdy, pdx));
        }
    }

    private static float Share(Bin rows, Bin columns) => 1f / ((float)rows.Divisor * columns.Divisor);

    private readonly struct ForwardRows<T>(int C, T rows, T columns, float* x, float* y) : IRangeWork
        where T : unmanaged, IBins
    {
        public void Run(int start, int length)
        {
            for (var row = start; row < start + length; row++)
            {
                Run(row);
            }
        }

        private void Run(int row)
        {
            var (n, i) = Math.DivRem(row, rows.Output);
            var down = (nint)columns.Input * C;
            var across = rows.At(i);
            var target = y + ((nint)row * columns.Output * C);
            for (var j = 0; j < columns.Output; j++, target += C)
            {
                var along = columns.At(j);
                var window = x + ((((nint)n * rows.Input) + across.Start) * down) + ((nint)along.Start * C);
                var share = new Vector<float>(Share(across, along));
                for (var c = 0; c < C; c += Lanes.Width)
                {
                    // Row by row, so that a sum over a whole image stays exact to a few units in the last place.
                    var sum = Vector<float>.Zero;
                    for (var u = 0; u < across.Count; u++)
                    {
                        var place = window + (u * down) + c;
                        var sumOfRow = Vector<float>.Zero;
                        for (var v = 0; v < along.Count; v++, place += C)
                        {
                            sumOfRow += Lanes.Load(place, C - c);
                        }

                        sum += sumOfRow;
                    }

                    Lanes.Store(sum * share, target + c, C - c);
                }
            }
        }
    }

    // Bins may overlap, so that an image is the smallest piece which nobody else writes to.
    private readonly struct BackwardImage<T>(int C, T rows, T columns, float* dy, float* dx) : IChunkedWork
        where T : unmanaged, IBins
    {
        public void Run(int n)
        {
            var down = (nint)columns.Input * C;
            var image = dx + (n * rows.Input * down);
            new Span<float>(image, (int)(rows.Input * down)).Clear();
            var source = dy + ((nint)n * rows.Output * columns.Output * C);
            for (var i = 0; i < rows.Output; i++)
            {
                var across = rows.At(i);
                for (var j = 0; j < columns.Output; j++, source += C)
                {
                    var along = columns.At(j);
                    var window = image + (across.Start * down) + ((nint)along.Start * C);
                    var share = new Vector<float>(Share(across, along));
                    for (var c = 0; c < C; c += Lanes.Width)
                    {
                        var gradient = Lanes.Load(source + c, C - c) * share;
                        for (var u = 0; u < across.Count; u++)
                        {
                            var place = window + (u * down) + c;
                            for (var v = 0; v < along.Count; v++, place += C)
                            {
                                Lanes.Add(gradient, place, C - c);
                            }
                        }
                    }
                }
            }
        }
    }
}
