using System.Numerics;

namespace Striate.Kernels.Reduce;

public static unsafe partial class PointwiseLossKernel
{
    /// <summary>What the kernel computes, in plain loops, and each term after its formula.</summary>
    internal static class Reference
    {
        public static T Forward<T>(Func<T, T, T> term, ReadOnlySpan<T> x, ReadOnlySpan<T> targets, T scale)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var sum = T.Zero;
            for (var i = 0; i < x.Length; i++)
            {
                sum += term(x[i], targets[i]);
            }

            return scale * sum;
        }

        public static T Squared<T>(T x, T target)
            where T : IBinaryFloatingPointIeee754<T> => (x - target) * (x - target);

        public static T Absolute<T>(T x, T target)
            where T : IBinaryFloatingPointIeee754<T> => T.Abs(x - target);

        public static T Huber<T>(T x, T target, T delta)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var error = T.Abs(x - target);
            var half = T.One / (T.One + T.One);
            return error <= delta ? half * error * error : delta * (error - (half * delta));
        }

        public static T BinaryCrossEntropy<T>(T x, T target, T positiveWeight)
            where T : IBinaryFloatingPointIeee754<T> =>
            (target * positiveWeight * Softplus(-x)) + ((T.One - target) * Softplus(x));

        public static T Focal<T>(T x, T target, T gamma, T positiveWeight, T negativeWeight)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var p = T.One / (T.One + T.Exp(-x));
            var missed = (p * (T.One - target)) + ((T.One - p) * target);
            var weight = (positiveWeight * target) + (negativeWeight * (T.One - target));
            return weight * T.Pow(missed, gamma) * BinaryCrossEntropy(x, target, T.One);
        }

        public static T Divergence<T>(T x, T target)
            where T : IBinaryFloatingPointIeee754<T> => T.IsZero(target) ? T.Zero : target * (T.Log(target) - x);

        public static T Margin<T>(T x, T target, T margin)
            where T : IBinaryFloatingPointIeee754<T> => T.Max(T.Zero, x - target + margin);

        public static T Contrastive<T>(T x, T target, T margin)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var half = T.One / (T.One + T.One);
            var within = T.Max(T.Zero, margin - x);
            return half * ((target * x * x) + ((T.One - target) * within * within));
        }

        public static T Cosine<T>(T x, T target, T margin)
            where T : IBinaryFloatingPointIeee754<T> => target > T.Zero ? T.One - x : T.Max(T.Zero, x - margin);

        private static T Softplus<T>(T x)
            where T : IBinaryFloatingPointIeee754<T> => T.Max(x, T.Zero) + T.LogP1(T.Exp(-T.Abs(x)));
    }
}
