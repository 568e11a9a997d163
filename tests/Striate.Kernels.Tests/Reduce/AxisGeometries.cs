using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

/// <summary>Axes to test with: the last one and others, of odd sizes.</summary>
internal static class AxisGeometries
{
    public static IEnumerable<AxisGeometry> Odd =>
        from count in Compare.OddSizes.Append(1000)
        from around in new[] { (0, 1), (1, 1), (5, 1), (70, 1), (1, 17), (3, 16), (2, 5) }
        select AxisGeometry.Create(around.Item1, count, around.Item2);
}
