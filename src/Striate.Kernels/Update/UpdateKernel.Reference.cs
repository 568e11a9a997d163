using System.Numerics;

namespace Striate.Kernels.Update;

public static unsafe partial class UpdateKernel
{
    /// <summary>What the rules compute for one number, after the papers' formulas.</summary>
    /// <typeparam name="T">The arithmetic.</typeparam>
    /// <param name="rate">η.</param>
    /// <param name="decay">λ.</param>
    internal readonly struct Reference<T>(T rate, T decay)
        where T : IBinaryFloatingPointIeee754<T>
    {
        public T Sgd(T w, T g, ref T velocity, T momentum, bool nesterov)
        {
            var gradient = g + (decay * w);
            velocity = (momentum * velocity) + gradient;
            return w - (rate * (nesterov ? gradient + (momentum * velocity) : velocity));
        }

        public T Adam(T w, T g, ref T mean, ref T square, ref T largest, T beta1, T beta2, T epsilon, bool decoupled, bool amsGrad, int step)
        {
            var gradient = decoupled ? g : g + (decay * w);
            mean = (beta1 * mean) + ((T.One - beta1) * gradient);
            square = (beta2 * square) + ((T.One - beta2) * gradient * gradient);
            largest = amsGrad ? T.Max(largest, square) : square;
            var unbiasedMean = mean / (T.One - T.Pow(beta1, T.CreateChecked(step)));
            var unbiasedSquare = largest / (T.One - T.Pow(beta2, T.CreateChecked(step)));
            var shrunk = decoupled ? w - (rate * decay * w) : w;
            return shrunk - (rate * unbiasedMean / (T.Sqrt(unbiasedSquare) + epsilon));
        }

        public T RmsProp(T w, T g, ref T square, ref T buffer, ref T mean, T alpha, T epsilon, T momentum, bool centered)
        {
            var gradient = g + (decay * w);
            square = (alpha * square) + ((T.One - alpha) * gradient * gradient);
            mean = (alpha * mean) + ((T.One - alpha) * gradient);
            var variance = centered ? square - (mean * mean) : square;
            buffer = (momentum * buffer) + (gradient / (T.Sqrt(variance) + epsilon));
            return w - (rate * buffer);
        }

        public T Adagrad(T w, T g, ref T sum, T epsilon)
        {
            var gradient = g + (decay * w);
            sum += gradient * gradient;
            return w - (rate * gradient / (T.Sqrt(sum) + epsilon));
        }

        public T Adadelta(T w, T g, ref T square, ref T steps, T rho, T epsilon)
        {
            var gradient = g + (decay * w);
            square = (rho * square) + ((T.One - rho) * gradient * gradient);
            var direction = gradient * T.Sqrt(steps + epsilon) / T.Sqrt(square + epsilon);
            steps = (rho * steps) + ((T.One - rho) * direction * direction);
            return w - (rate * direction);
        }

        public T Lion(T w, T g, ref T mean, T beta1, T beta2)
        {
            var mixed = (beta1 * mean) + ((T.One - beta1) * g);
            mean = (beta2 * mean) + ((T.One - beta2) * g);
            return w - (rate * (T.CreateChecked(T.Sign(mixed)) + (decay * w)));
        }

        public T Average(T w, T g) => ((T.One - rate) * w) + (rate * g);
    }
}
