using System.Globalization;
using System.Runtime.CompilerServices;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// L-BFGS: steps along the gradient as the curvature of the last steps bends it, for smooth losses of all data at once. Liu and
/// Nocedal, Mathematical Programming 45, 1989; line search: Nocedal and Wright, Numerical Optimization, section 3.5.
/// </summary>
/// <example><code>
/// var optimizer = new LBfgs(net);
/// optimizer.Step(() =>
/// {
///     using var tape = new Tape();
///     var loss = Ops.CrossEntropy(net.Forward(images), labels);
///     loss.Backward();
///     return loss.Item();
/// });
/// </code></example>
public sealed class LBfgs
{
    private const double SmallestCurvature = 1e-10;

    private readonly Tensor[] _weights;
    private readonly double _learningRate, _gradientTolerance, _changeTolerance;
    private readonly int _maxIterations, _maxEvaluations, _history;
    private readonly bool _searches;
    private readonly List<(double[] Step, double[] Change, double Curvature)> _pairs = [];
    private double[] _direction = [], _lastGradient = [];
    private double _length, _scale;
    private int _iterations;

    /// <summary>Prepares to change a network.</summary>
    /// <param name="network">Whose parameters are learned; frozen ones stay.</param>
    /// <param name="learningRate">Length of a step without line search, and the first that is tried with it.</param>
    /// <param name="maxIterations">Steps of one call of <see cref="Step"/>.</param>
    /// <param name="maxEvaluations">Evaluations of one call; null for 5/4 of its steps.</param>
    /// <param name="gradientTolerance">Ends a call when no number of the gradient is larger.</param>
    /// <param name="changeTolerance">Ends a call when neither a weight nor the loss changes by more.</param>
    /// <param name="history">Steps that are remembered, each with two numbers of double precision a weight.</param>
    /// <param name="lineSearch">Looks along each direction for a place that fulfils Wolfe's strong conditions.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public LBfgs(
        Module network, double learningRate = 1, int maxIterations = 20, int? maxEvaluations = null, double gradientTolerance = 1e-7,
        double changeTolerance = 1e-9, int history = 100, bool lineSearch = true)
    {
        ArgumentNullException.ThrowIfNull(network);
        Check(learningRate, learningRate > 0 && double.IsFinite(learningRate), "above 0");
        Check(maxIterations, maxIterations >= 1, "at least 1");
        Check(history, history >= 1, "at least 1");
        _weights = [.. network.Parameters().Select(p => p.Parameter.Value).Where(value => value.RequiresGrad)];
        (_learningRate, _maxIterations, _maxEvaluations) = (learningRate, maxIterations, maxEvaluations ?? (maxIterations * 5 / 4));
        (_gradientTolerance, _changeTolerance, _history, _searches) = (gradientTolerance, changeTolerance, history, lineSearch);
    }

    /// <summary>Changes the parameters, several steps at once.</summary>
    /// <param name="closure">Computes the loss and its gradients from the parameters as they are; it may be called many times.</param>
    /// <returns>The loss before.</returns>
    public double Step(Func<double> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        var here = Evaluate(closure, 0);
        var (before, evaluations) = (here.Loss, 1);
        for (var iteration = 1; iteration <= _maxIterations && Largest(here.Gradient) > _gradientTolerance; iteration++)
        {
            Turn(here.Gradient);
            _length = _iterations == 1 ? Math.Min(1, 1 / here.Gradient.Sum(Math.Abs)) * _learningRate : _learningRate;
            var slope = Dot(here.Gradient, _direction);
            if (slope > -_changeTolerance)
            {
                break;
            }

            var (last, start) = (here.Loss, here with { Step = 0, Slope = slope });
            if (_searches)
            {
                var from = Read();
                (here, var tried) = StrongWolfe.Search(step => EvaluateAt(closure, from, step), start, _length, Largest(_direction), _changeTolerance);
                _length = here.Step;
                Write(from, _length);
                evaluations += tried;
            }
            else
            {
                Write(Read(), _length);
                if (iteration == _maxIterations)
                {
                    break;
                }

                here = Evaluate(closure, _length);
                evaluations++;
            }

            if (evaluations >= _maxEvaluations || Largest(_direction) * Math.Abs(_length) <= _changeTolerance || Math.Abs(here.Loss - last) < _changeTolerance)
            {
                break;
            }
        }

        ClearGradients();
        return before;
    }

    // The next direction: minus the gradient times the inverse of the curvature that the remembered steps show, in two loops over them.
    private void Turn(double[] gradient)
    {
        _iterations++;
        if (_iterations == 1)
        {
            (_direction, _scale) = ([.. gradient.Select(g => -g)], 1);
        }
        else
        {
            Remember(gradient);
            var q = gradient.Select(g => -g).ToArray();
            var shares = new double[_pairs.Count];
            for (var i = _pairs.Count - 1; i >= 0; i--)
            {
                shares[i] = Dot(_pairs[i].Step, q) / _pairs[i].Curvature;
                AddTo(q, _pairs[i].Change, -shares[i]);
            }

            for (var j = 0; j < q.Length; j++)
            {
                q[j] *= _scale;
            }

            for (var i = 0; i < _pairs.Count; i++)
            {
                AddTo(q, _pairs[i].Step, shares[i] - (Dot(_pairs[i].Change, q) / _pairs[i].Curvature));
            }

            _direction = q;
        }

        _lastGradient = gradient;
    }

    private void Remember(double[] gradient)
    {
        var step = Array.ConvertAll(_direction, d => d * _length);
        var change = gradient.Zip(_lastGradient, (now, before) => now - before).ToArray();
        var curvature = Dot(change, step);
        if (curvature <= SmallestCurvature)
        {
            return;
        }

        if (_pairs.Count == _history)
        {
            _pairs.RemoveAt(0);
        }

        _pairs.Add((step, change, curvature));
        _scale = curvature / Dot(change, change);
    }

    private LinePoint EvaluateAt(Func<double> closure, double[] from, double step)
    {
        Write(from, step);
        return Evaluate(closure, step);
    }

    private LinePoint Evaluate(Func<double> closure, double step)
    {
        ClearGradients();
        var loss = closure();
        var gradient = new double[_weights.Sum(w => w.Length)];
        var place = 0;
        foreach (var weights in _weights)
        {
            for (var i = 0; i < weights.Length; i++)
            {
                gradient[place++] = weights.Grad is { } g ? g.Span[i] : 0;
            }
        }

        return new LinePoint(step, loss, gradient, _direction.Length == 0 ? 0 : Dot(gradient, _direction));
    }

    private double[] Read() => [.. _weights.SelectMany(w => w.Span.ToArray()).Select(value => (double)value)];

    // from + step · direction.
    private void Write(double[] from, double step)
    {
        var place = 0;
        foreach (var weights in _weights)
        {
            foreach (ref var value in weights.Span)
            {
                value = (float)(from[place] + (step * _direction[place]));
                place++;
            }
        }
    }

    private void ClearGradients()
    {
        foreach (var weights in _weights)
        {
            weights.ClearGrad();
        }
    }

    private static double Largest(double[] x) => x.Length == 0 ? 0 : x.Max(Math.Abs);

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void AddTo(double[] y, double[] x, double scale)
    {
        for (var i = 0; i < y.Length; i++)
        {
            y[i] += scale * x[i];
        }
    }

    private static void Check(double value, bool isRight, string range, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!isRight)
        {
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"LBfgs: {name} is {value}, expected {range}."));
        }
    }
}
