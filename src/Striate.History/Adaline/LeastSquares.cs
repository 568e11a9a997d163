using System.Numerics.Tensors;

namespace Striate.History;

/// <summary>The weights of the least mean square of errors, computed at once: what LMS comes to step by step.</summary>
/// <remarks>
/// (Σ x·xᵀ + λ·n·I)·w = Σ d·x, with a last input of 1 for the bias, by Cholesky's method. Wiener's solution; Widrow and Lehr,
/// Proceedings of the IEEE 78(9), 1990. A small λ stands for inputs that are always 0.
/// </remarks>
internal sealed class LeastSquares
{
    private readonly int _size;
    private readonly double[] _factor;

    /// <summary>Prepares for any answers to the same inputs.</summary>
    /// <param name="moments">Σ x·xᵀ over the n inputs with a 1 at their end, size x size numbers.</param>
    /// <param name="size">Numbers of an input, the 1 included.</param>
    /// <param name="ridge">λ·n.</param>
    public LeastSquares(ReadOnlySpan<double> moments, int size, double ridge)
    {
        (_size, _factor) = (size, moments.ToArray());
        for (var i = 0; i < size; i++)
        {
            _factor[(i * size) + i] += ridge;
        }

        Factor();
    }

    /// <summary>The least-squares weights, that of the bias last.</summary>
    /// <param name="products">Σ d·x over the inputs.</param>
    public double[] Solve(ReadOnlySpan<double> products)
    {
        var w = products.ToArray();
        for (var i = 0; i < _size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                w[i] -= _factor[(i * _size) + j] * w[j];
            }

            w[i] /= _factor[(i * _size) + i];
        }

        for (var i = _size - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < _size; j++)
            {
                w[i] -= _factor[(j * _size) + i] * w[j];
            }

            w[i] /= _factor[(i * _size) + i];
        }

        return w;
    }

    private void Factor()
    {
        for (var i = 0; i < _size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = _factor[(i * _size) + j] - TensorPrimitives.Dot<double>(_factor.AsSpan(i * _size, j), _factor.AsSpan(j * _size, j));
                _factor[(i * _size) + j] = i == j ? Math.Sqrt(rest) : rest / _factor[(j * _size) + j];
            }
        }
    }
}
