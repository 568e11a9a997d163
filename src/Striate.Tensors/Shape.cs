using System.Collections;
using System.Runtime.CompilerServices;
using Striate.Kernels;

namespace Striate.Tensors;

/// <summary>
/// The sizes of a tensor, outermost first: up to six of them, written <c>[64, 3, 32, 32]</c>. Images are N, C, H, W.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Of))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    /// <summary>The most axes that a shape has.</summary>
    public const int MaxRank = 6;

    private readonly Sizes _sizes;

    private Shape(ReadOnlySpan<int> sizes)
    {
        Rank = sizes.Length;
        sizes.CopyTo(_sizes);
    }

    /// <summary>How many axes; 0 for a single number.</summary>
    public int Rank { get; }

    /// <summary>How many numbers: the product of the sizes.</summary>
    public int Size
    {
        get
        {
            var length = 1;
            for (var i = 0; i < Rank; i++)
            {
                length *= _sizes[i];
            }

            return length;
        }
    }

    /// <summary>How many places a channel has: the product of the sizes from the third axis on, such as H·W.</summary>
    internal int Places
    {
        get
        {
            var places = 1;
            for (var i = 2; i < Rank; i++)
            {
                places *= _sizes[i];
            }

            return places;
        }
    }

    /// <summary>The same as <see cref="Rank"/>: a shape is a list of its sizes.</summary>
    public int Count => Rank;

    /// <summary>The size of one axis; −1 is the last.</summary>
    /// <param name="axis">From −<see cref="Rank"/> to <see cref="Rank"/> − 1.</param>
    public int this[int axis]
    {
        get
        {
            var index = axis < 0 ? axis + Rank : axis;
            return (uint)index < (uint)Rank
                ? _sizes[index]
                : throw new ArgumentOutOfRangeException(nameof(axis), $"Axis {axis} of a shape {this} with {Rank} axes.");
        }
    }

    /// <summary>A shape of these sizes.</summary>
    /// <param name="sizes">Outermost first, each 0 or more.</param>
    /// <exception cref="ShapeException">Too many axes, a negative size, or more numbers than a tensor can hold.</exception>
    public static Shape Of(ReadOnlySpan<int> sizes)
    {
        if (sizes.Length > MaxRank)
        {
            throw new ShapeException($"A shape of {sizes.Length} axes; at most {MaxRank} are supported.");
        }

        var length = 1L;
        foreach (var size in sizes)
        {
            length = size < 0 ? -1 : Math.Min(length * size, long.MaxValue / int.MaxValue);
            if (length < 0)
            {
                throw new ShapeException($"Shape [{string.Join(", ", sizes.ToArray())}]: sizes must not be negative.");
            }
        }

        return length <= Array.MaxLength
            ? new Shape(sizes)
            : throw new ShapeException($"Shape [{string.Join(", ", sizes.ToArray())}] has more than {Array.MaxLength} numbers. Use a smaller batch, or smaller images.");
    }

    /// <summary>Equal sizes.</summary>
    /// <param name="left">One shape.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Other sizes.</summary>
    /// <param name="left">One shape.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The sizes as an array of their own.</summary>
    public int[] ToArray()
    {
        ReadOnlySpan<int> sizes = _sizes;
        return sizes[..Rank].ToArray();
    }

    /// <inheritdoc/>
    public bool Equals(Shape other)
    {
        for (var i = 0; i < Rank; i++)
        {
            if (i >= other.Rank || _sizes[i] != other._sizes[i])
            {
                return false;
            }
        }

        return Rank == other.Rank;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (var i = 0; i < Rank; i++)
        {
            hash.Add(_sizes[i]);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator()
    {
        for (var i = 0; i < Rank; i++)
        {
            yield return _sizes[i];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>"[64, 3, 32, 32]".</summary>
    public override string ToString() => $"[{string.Join(", ", this)}]";

    [InlineArray(MaxRank)]
    private struct Sizes
    {
        private int _first;
    }
}
