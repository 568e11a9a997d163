using System.Numerics;

namespace Striate.Kernels.Reduce;

public static unsafe partial class TverskyKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static T Forward<T>(int images, int pixels, int classes, in TverskySettings settings, ReadOnlySpan<T> p, ReadOnlySpan<T> targets)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var (alpha, beta, smoothing) = (T.CreateChecked(settings.Alpha), T.CreateChecked(settings.Beta), T.CreateChecked(settings.Smoothing));
            var loss = T.Zero;
            for (var image = 0; image < images; image++)
            {
                for (var c = 0; c < classes; c++)
                {
                    var (found, wrong, missed) = (T.Zero, T.Zero, T.Zero);
                    for (var pixel = 0; pixel < pixels; pixel++)
                    {
                        var i = (((image * pixels) + pixel) * classes) + c;
                        found += p[i] * targets[i];
                        wrong += p[i] * (T.One - targets[i]);
                        missed += (T.One - p[i]) * targets[i];
                    }

                    loss += T.One - ((found + smoothing) / (found + (alpha * wrong) + (beta * missed) + smoothing));
                }
            }

            return loss / T.CreateChecked(images * classes);
        }
    }
}
