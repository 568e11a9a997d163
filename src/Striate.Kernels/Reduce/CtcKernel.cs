using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>
/// Softmax followed by connectionist temporal classification: how likely the labels are, over all ways to spread them over the steps
/// with blanks between, and the gradient. Graves, Fernández, Gomez and Schmidhuber, ICML 2006, in logarithms and double precision.
/// </summary>
public static unsafe partial class CtcKernel
{
    /// <summary>The cost −log p(labels | scores) of the samples, their mean a label or their sum.</summary>
    /// <param name="batch">Sizes and labels.</param>
    /// <param name="settings">The blank and so on.</param>
    /// <param name="scores">steps · samples · classes numbers; log-probabilities are scores too.</param>
    /// <param name="dscores">Receives the gradient, 0 after the end of a sample; or empty.</param>
    /// <exception cref="ShapeException">A length does not fit, or a label is no class.</exception>
    public static float Run(in CtcBatch batch, in CtcSettings settings, ReadOnlySpan<float> scores, Span<float> dscores)
    {
        batch.Check(settings);
        Border.Length(scores, (long)batch.Steps * batch.Samples * batch.Classes);
        Border.LengthOrEmpty(dscores, scores.Length);
        dscores.Clear();
        using var losses = Scratch.Rent(batch.Samples);
        using var starts = Scratch.Rent(batch.Samples);
        var first = (int*)starts.Pointer;
        for (var (n, start) = (0, 0); n < batch.Samples; start += batch.LabelLengths[n], n++)
        {
            first[n] = start;
        }

        fixed (float* ps = scores, pd = dscores)
        {
            fixed (int* pl = batch.Labels, pll = batch.LabelLengths, pil = batch.InputLengths)
            {
                Workers.ForRange(batch.Samples, 1, new Samples(batch.Samples, batch.Classes, settings, ps, pl, first, pll, pil, losses.Pointer, pd));
            }
        }

        return (float)Labels.Sum(losses.Span);
    }

    private readonly struct Samples(
        int samples, int classes, CtcSettings settings, float* scores, int* labels, int* firstLabel, int* labelLengths, int* inputLengths, float* losses,
        float* dscores) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var n = start; n < start + length; n++)
            {
                Run(n);
            }
        }

        private void Run(int n)
        {
            var (steps, count) = (inputLengths[n], labelLengths[n]);
            var states = (2 * count) + 1;
            var scale = settings.Reduction == Reduction.Sum ? 1 : 1.0 / ((double)samples * Math.Max(count, 1));
            using var logScratch = Scratch.Rent(2 * steps * classes);
            using var alphaScratch = Scratch.Rent(2 * steps * states);
            double* log = (double*)logScratch.Pointer, alpha = (double*)alphaScratch.Pointer;
            for (var t = 0; t < steps; t++)
            {
                LogSoftmax(Place(t, n), log + ((nint)t * classes));
            }

            var path = new Path(labels + firstLabel[n], settings.Blank, states);
            Forward(path, steps, log, alpha);
            var cost = steps == 0
                ? count == 0 ? 0 : double.PositiveInfinity
                : -Add(alpha[(nint)steps * states - 1], states > 1 ? alpha[(nint)steps * states - 2] : double.NegativeInfinity);
            var isLeftOut = settings.ZeroInfinity && double.IsPositiveInfinity(cost);
            losses[n] = isLeftOut ? 0 : (float)(scale * cost);
            if (dscores is not null && !isLeftOut)
            {
                Backward(path, n, steps, log, alpha, cost, scale);
            }
        }

        private nint Place(int t, int n) => (((nint)t * samples) + n) * classes;

        private void LogSoftmax(nint place, double* log)
        {
            var largest = double.NegativeInfinity;
            for (var k = 0; k < classes; k++)
            {
                largest = Math.Max(largest, scores[place + k]);
            }

            var sum = 0.0;
            for (var k = 0; k < classes; k++)
            {
                sum += Math.Exp(scores[place + k] - largest);
            }

            for (var k = 0; k < classes; k++)
            {
                log[k] = scores[place + k] - largest - Math.Log(sum);
            }
        }

        // alpha[t, s]: the logarithm of how likely the first labels are by step t, which stands at state s.
        private void Forward(Path path, int steps, double* log, double* alpha)
        {
            for (var t = 0; t < steps; t++)
            {
                for (var s = 0; s < path.States; s++)
                {
                    var before = alpha + ((nint)(t - 1) * path.States) + s;
                    var sum = t == 0
                        ? s < 2 ? 0 : double.NegativeInfinity
                        : Add(before[0], s > 0 ? before[-1] : double.NegativeInfinity, path.IsSkip(s) ? before[-2] : double.NegativeInfinity);
                    alpha[((nint)t * path.States) + s] = sum + log[((nint)t * classes) + path[s]];
                }
            }
        }

        // beta[s]: the same for the labels from state s on, step t included. What passes through a state at a step is alpha · beta / p.
        private void Backward(Path path, int n, int steps, double* log, double* alpha, double cost, double scale)
        {
            var states = path.States;
            using var betaScratch = Scratch.Rent(4 * states);
            using var shareScratch = Scratch.Rent(2 * classes);
            double* share = (double*)shareScratch.Pointer;
            for (var t = steps - 1; t >= 0; t--)
            {
                // Two rows in turn.
                double* beta = (double*)betaScratch.Pointer + (t % 2 * states), later = (double*)betaScratch.Pointer + ((t + 1) % 2 * states);
                new Span<double>(share, classes).Clear();
                for (var s = 0; s < states; s++)
                {
                    var p = log[((nint)t * classes) + path[s]];
                    var sum = t == steps - 1
                        ? s >= states - 2 ? 0 : double.NegativeInfinity
                        : Add(
                            later[s],
                            s + 1 < states ? later[s + 1] : double.NegativeInfinity,
                            s + 2 < states && path.IsSkip(s + 2) ? later[s + 2] : double.NegativeInfinity);
                    beta[s] = sum + p;
                    share[path[s]] += Math.Exp(alpha[((nint)t * states) + s] + sum + cost);
                }

                var place = Place(t, n);
                for (var k = 0; k < classes; k++)
                {
                    dscores[place + k] = (float)(scale * (Math.Exp(log[((nint)t * classes) + k]) - share[k]));
                }
            }
        }
    }

    /// <summary>The states of a sample: its labels with a blank before, between and after them.</summary>
    private readonly struct Path(int* labels, int blank, int states)
    {
        public int States => states;

        /// <summary>The class of a state.</summary>
        public int this[int state] => state % 2 == 0 ? blank : labels[state / 2];

        /// <summary>Whether a state may follow the one two before it: the blank between two labels may be left out where they differ.</summary>
        public bool IsSkip(int state) => state >= 2 && state % 2 == 1 && labels[state / 2] != labels[(state / 2) - 1];
    }

    // log(exp a + exp b + exp c).
    private static double Add(double a, double b, double c = double.NegativeInfinity)
    {
        var largest = Math.Max(Math.Max(a, b), c);
        return double.IsNegativeInfinity(largest)
            ? largest
            : largest + Math.Log(Math.Exp(a - largest) + Math.Exp(b - largest) + Math.Exp(c - largest));
    }
}
