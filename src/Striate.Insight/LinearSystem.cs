using System.Numerics.Tensors;

namespace Striate.Insight;

/// <summary>
/// Linear equations A x = b with a symmetric positive definite A, such as those of least squares, for any number of right sides: by A = L·Lᵀ, Cholesky's method.
/// </summary>
/// <example><code>
/// var weights = new LinearSystem(moments, size, ridge: 1e-6).Solve(products);
/// </code></example>
public sealed class LinearSystem
{
    private readonly int _size;
    private readonly double[] _factor;

    /// <summary>Prepares the equations.</summary>
    /// <param name="matrix">A, row after row; its lower half is read.</param>
    /// <param name="size">How many equations.</param>
    /// <param name="ridge">Is added to the diagonal; a little of it gives 0 where A leaves an unknown open.</param>
    /// <exception cref="ArgumentException">There are not size x size numbers.</exception>
    public LinearSystem(ReadOnlySpan<double> matrix, int size, double ridge = 0)
    {
        if (matrix.Length != size * size)
        {
            throw new ArgumentException($"A system of {size} equations has a matrix of {size * size} numbers; got {matrix.Length}.", nameof(matrix));
        }

        (_size, _factor) = (size, matrix.ToArray());
        for (var i = 0; i < size; i++)
        {
            _factor[(i * size) + i] += ridge;
            for (var j = 0; j <= i; j++)
            {
                var rest = _factor[(i * size) + j] - TensorPrimitives.Dot<double>(_factor.AsSpan(i * size, j), _factor.AsSpan(j * size, j));
                _factor[(i * size) + j] = i == j ? Math.Sqrt(rest) : rest / _factor[(j * size) + j];
            }
        }
    }

    /// <summary>Solves them.</summary>
    /// <param name="right">b.</param>
    /// <returns>x; not finite where A is not positive definite.</returns>
    /// <exception cref="ArgumentException">There are not as many numbers as equations.</exception>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        if (right.Length != _size)
        {
            throw new ArgumentException($"A system of {_size} equations has a right side of as many numbers; got {right.Length}.", nameof(right));
        }

        var x = right.ToArray();
        for (var i = 0; i < _size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                x[i] -= _factor[(i * _size) + j] * x[j];
            }

            x[i] /= _factor[(i * _size) + i];
        }

        for (var i = _size - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < _size; j++)
            {
                x[i] -= _factor[(j * _size) + i] * x[j];
            }

            x[i] /= _factor[(i * _size) + i];
        }

        return x;
    }
}
