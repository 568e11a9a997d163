namespace Striate.Kernels.Reduce;

public static unsafe partial class TopKKernel
{
    /// <summary>What the kernel computes, by sorting whole lines.</summary>
    internal static class Reference
    {
        public static void Run(in AxisGeometry g, int k, bool smallest, ReadOnlySpan<double> x, Span<double> y)
        {
            for (var line = 0; line < g.Lines; line++)
            {
                var numbers = new double[g.Count];
                for (var j = 0; j < g.Count; j++)
                {
                    numbers[j] = x[g.Start(line) + (j * g.Inner)];
                }

                // A stable order; .NET's own puts NaN first.
                var places = Enumerable.Range(0, g.Count);
                var sorted = smallest
                    ? places.OrderBy(j => double.IsNaN(numbers[j])).ThenBy(j => numbers[j]).ToArray()
                    : places.OrderByDescending(j => double.IsNaN(numbers[j])).ThenByDescending(j => numbers[j]).ToArray();
                for (var j = 0; j < k; j++)
                {
                    y[(line / g.Inner * k * g.Inner) + (j * g.Inner) + (line % g.Inner)] = sorted[j];
                }
            }
        }
    }
}
