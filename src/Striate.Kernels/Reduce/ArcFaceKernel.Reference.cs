using System.Numerics;

namespace Striate.Kernels.Reduce;

public static partial class ArcFaceKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(int samples, int classes, in ArcFaceSettings settings, ReadOnlySpan<T> x, ReadOnlySpan<int> labels, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var (margin, scale) = (T.CreateChecked(settings.Margin), T.CreateChecked(settings.Scale));
            for (var i = 0; i < samples * classes; i++)
            {
                y[i] = scale * x[i];
                if (i % classes == labels[i / classes])
                {
                    var angle = T.Acos(x[i]) + margin;
                    y[i] = scale * (angle < T.Pi ? T.Cos(angle) : x[i] - (margin * T.Sin(margin)));
                }
            }
        }
    }
}
