using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>
/// Two operands that are repeated to one shape, as NumPy does it: counted from the last axis, a size is that of the result, or 1, or
/// left out. Sizes are those of memory, outermost first. Axes that both operands walk through alike are one axis here.
/// </summary>
public readonly struct BroadcastGeometry
{
    /// <summary>The most axes of a shape.</summary>
    public const int MaxRank = 6;

    private readonly Axes _outer;
    private readonly int _outerCount;

    private BroadcastGeometry(int length, int lengthOfA, int lengthOfB, ReadOnlySpan<Axis> innermostFirst)
    {
        (Length, LengthOfA, LengthOfB) = (length, lengthOfA, lengthOfB);
        var single = new Axis(1, 0, 0);
        Columns = innermostFirst.Length > 0 ? innermostFirst[0] : single;
        Rows = innermostFirst.Length > 1 ? innermostFirst[1] : single;
        var outer = innermostFirst[Math.Min(2, innermostFirst.Length)..];
        outer.CopyTo(_outer);
        _outerCount = outer.Length;
    }

    /// <summary>Numbers of the result.</summary>
    public int Length { get; }

    /// <summary>Numbers of the first operand.</summary>
    public int LengthOfA { get; }

    /// <summary>Numbers of the second operand.</summary>
    public int LengthOfB { get; }

    /// <summary>The innermost axis: an operand's stride is 1, or 0 where one number serves for all.</summary>
    internal Axis Columns { get; }

    /// <summary>The axis around it.</summary>
    internal Axis Rows { get; }

    /// <summary>Checks the sizes.</summary>
    /// <param name="y">Sizes of the result.</param>
    /// <param name="a">Sizes of the first operand.</param>
    /// <param name="b">Sizes of the second operand.</param>
    /// <exception cref="ShapeException">An operand does not broadcast to the result.</exception>
    public static BroadcastGeometry Create(ReadOnlySpan<int> y, ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        Check(y, a);
        Check(y, b);
        Span<Axis> axes = stackalloc Axis[MaxRank];
        var (count, length, strideA, strideB) = (0, 1, 1, 1);
        for (var fromLast = 1; fromLast <= y.Length; fromLast++)
        {
            var (size, sizeA, sizeB) = (y[^fromLast], SizeOf(a, fromLast), SizeOf(b, fromLast));
            length *= size;
            if (size != 1)
            {
                var axis = new Axis(size, sizeA == 1 ? 0 : strideA, sizeB == 1 ? 0 : strideB);
                if (count > 0 && axes[count - 1].IsContinuedBy(axis))
                {
                    axes[count - 1] = axes[count - 1] with { Size = axes[count - 1].Size * size };
                }
                else
                {
                    axes[count++] = axis;
                }
            }

            (strideA, strideB) = (strideA * sizeA, strideB * sizeB);
        }

        return new BroadcastGeometry(length, strideA, strideB, axes[..count]);
    }

    /// <summary>Where the operands of a matrix of rows and columns begin.</summary>
    /// <param name="matrix">Its number.</param>
    internal (nint A, nint B) Start(int matrix)
    {
        var (a, b) = ((nint)0, (nint)0);
        for (var i = 0; i < _outerCount; i++)
        {
            var axis = _outer[i];
            (matrix, var index) = Math.DivRem(matrix, axis.Size);
            a += index * axis.StrideA;
            b += index * axis.StrideB;
        }

        return (a, b);
    }

    /// <summary>Which number of each operand belongs to a number of the result.</summary>
    /// <param name="index">Place of the result.</param>
    internal (int A, int B) Places(int index)
    {
        var (rest, column) = Math.DivRem(index, Columns.Size);
        var (matrix, row) = Math.DivRem(rest, Rows.Size);
        var (a, b) = Start(matrix);
        return ((int)(a + (row * Rows.StrideA) + (column * Columns.StrideA)), (int)(b + (row * Rows.StrideB) + (column * Columns.StrideB)));
    }

    private static int SizeOf(ReadOnlySpan<int> sizes, int fromLast) => fromLast <= sizes.Length ? sizes[^fromLast] : 1;

    private static void Check(ReadOnlySpan<int> y, ReadOnlySpan<int> operand)
    {
        var fits = operand.Length <= y.Length && y.Length <= MaxRank;
        for (var fromLast = 1; fits && fromLast <= operand.Length; fromLast++)
        {
            fits = operand[^fromLast] == y[^fromLast] || operand[^fromLast] == 1;
        }

        if (!fits)
        {
            throw new ShapeException(
                $"[{string.Join(", ", operand.ToArray())}] does not broadcast to [{string.Join(", ", y.ToArray())}]: counted from the last axis, sizes must be equal or 1.");
        }
    }

    /// <summary>An axis: its size, and how far each operand moves on from one place to the next.</summary>
    internal readonly record struct Axis(int Size, nint StrideA, nint StrideB)
    {
        public bool IsContinuedBy(Axis outer) => outer.StrideA == StrideA * Size && outer.StrideB == StrideB * Size;
    }

    [InlineArray(MaxRank - 2)]
    private struct Axes
    {
        private Axis _first;
    }
}
