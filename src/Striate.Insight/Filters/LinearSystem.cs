namespace Striate.Insight;

/// <summary>Small systems of linear equations.</summary>
internal static class LinearSystem
{
    /// <summary>Solves A x = b for a symmetric positive definite A, by its Cholesky factor.</summary>
    /// <param name="matrix">A; it is overwritten.</param>
    /// <param name="right">b; it is overwritten.</param>
    /// <returns>x.</returns>
    public static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        for (var row = 0; row < n; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = matrix[row, column];
                for (var k = 0; k < column; k++)
                {
                    sum -= matrix[row, k] * matrix[column, k];
                }

                matrix[row, column] = row == column ? Math.Sqrt(Math.Max(sum, 1e-300)) : sum / matrix[column, column];
            }

            for (var k = 0; k < row; k++)
            {
                right[row] -= matrix[row, k] * right[k];
            }

            right[row] /= matrix[row, row];
        }

        for (var row = n - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < n; k++)
            {
                right[row] -= matrix[k, row] * right[k];
            }

            right[row] /= matrix[row, row];
        }

        return right;
    }
}
