using System.Numerics.Tensors;
using Striate.Kernels.Gemm;
using Striate.Kernels.Reduce;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Update;

/// <summary>
/// Muon: momentum whose step, seen as a matrix, is brought near to the nearest orthogonal one, so that it goes equally far in every
/// direction that the gradients know. Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024.
/// </summary>
public static partial class MuonKernel
{
    // The fifth-degree polynomial a·x + b·x³ + c·x⁵ that brings all singular values between 0 and 1 quickly to between 0.7 and 1.2.
    private const float A = 3.4445f, B = -4.7750f, C = 2.0315f;
    private const float SmallestNorm = 1e-7f;

    /// <summary>
    /// v = μ·v + g; d = g + μ·v with Nesterov, else v; w = (1 − η·λ)·w − η·√max(1, rows/columns)·orthogonal(d).
    /// </summary>
    /// <param name="target">The matrix, with its rows; its first slot is v.</param>
    /// <param name="rule">μ and so on.</param>
    /// <exception cref="ShapeException">The spans differ in length, or the rows do not divide it.</exception>
    public static void Run(in UpdateTarget target, in MuonRule rule)
    {
        var w = target.Weights.Span;
        var g = target.Gradient.Span;
        var v = target.First.Span;
        Border.SameLength(w, g);
        Border.SameLength(w, v);
        if (target.Rows < 1 || w.Length % target.Rows != 0)
        {
            throw new ShapeException($"{w.Length} numbers are no matrix of {target.Rows} rows.");
        }

        if (w.IsEmpty)
        {
            return;
        }

        using var direction = Scratch.Rent(w.Length);
        TensorPrimitives.MultiplyAdd(v, (float)rule.Momentum, g, v);
        if (rule.Nesterov)
        {
            TensorPrimitives.MultiplyAdd(v, (float)rule.Momentum, g, direction.Span);
        }
        else
        {
            v.CopyTo(direction.Span);
        }

        var columns = w.Length / target.Rows;
        Orthogonalize(target.Rows, columns, rule.Iterations, direction.Span);
        var rate = target.LearningRate * MathF.Sqrt(MathF.Max(1, (float)target.Rows / columns));
        TensorPrimitives.Multiply(w, 1 - (target.LearningRate * target.WeightDecay), w);
        TensorPrimitives.MultiplyAdd(direction.Span, -rate, w, w);
    }

    /// <summary>
    /// Brings a matrix X = U·S·Vᵀ near to U·Vᵀ by X ← a·X + (b·G + c·G²)·X with G = X·Xᵀ, from X divided by its Frobenius norm on.
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="iterations">How often; 5 are enough.</param>
    /// <param name="x">The matrix, changed in place.</param>
    internal static void Orthogonalize(int rows, int columns, int iterations, Span<float> x)
    {
        TensorPrimitives.Divide(x, (float)Math.Sqrt(SumOfSquaresKernel.Run(x)) + SmallestNorm, x);

        // The smaller of X·Xᵀ and Xᵀ·X; the polynomial of it stands on that side of X.
        var isWide = rows <= columns;
        var size = Math.Min(rows, columns);
        using var gram = Scratch.Rent(size * size);
        using var square = Scratch.Rent(size * size);
        using var next = Scratch.Rent(x.Length);
        var toGram = GemmGeometry.Create(size, size, Math.Max(rows, columns), transposeA: !isWide, transposeB: isWide);
        var toSquare = GemmGeometry.Create(size, size, size);
        var toNext = isWide ? GemmGeometry.Create(rows, columns, rows) : GemmGeometry.Create(rows, columns, columns);
        for (var i = 0; i < iterations; i++)
        {
            GemmKernel.Run(toGram, x, x, [], gram.Span);
            GemmKernel.Run(toSquare, gram.Span, gram.Span, [], square.Span);
            TensorPrimitives.Multiply(square.Span, C, square.Span);
            TensorPrimitives.MultiplyAdd(gram.Span, B, square.Span, square.Span);
            if (isWide)
            {
                GemmKernel.Run(toNext, square.Span, x, [], next.Span);
            }
            else
            {
                GemmKernel.Run(toNext, x, square.Span, [], next.Span);
            }

            TensorPrimitives.MultiplyAdd(x, A, next.Span, x);
        }
    }
}
