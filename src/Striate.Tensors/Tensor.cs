using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Striate.Kernels;

namespace Striate.Tensors;

/// <summary>Writes every number of a tensor, in the order of its memory.</summary>
/// <param name="numbers">What to fill; its contents are undefined before.</param>
public delegate void TensorWriter(Span<float> numbers);

/// <summary>
/// A dense block of float32 numbers with a logical <see cref="Shape"/> (images are N, C, H, W) and one of two orders in
/// memory. Nobody has to dispose it: a <see cref="Scope"/> gives temporaries back, all else is garbage-collected.
/// </summary>
public sealed partial class Tensor
{
    private Tensor? _viewed;
    private Storage? _storage;

    internal Tensor(Storage storage, Shape shape, Layout layout)
        : this(shape, layout) => _storage = storage;

    private Tensor(Shape shape, Layout layout)
    {
        if (layout == Layout.ChannelsLast && shape.Rank is < 3 or > 5)
        {
            throw new ShapeException($"Channels-last is an order of [N, C, L], [N, C, H, W] or [N, C, D, H, W]; the shape is {shape}.");
        }

        (Shape, Layout) = (shape, layout);
    }

    /// <summary>The sizes, outermost first.</summary>
    public Shape Shape { get; }

    /// <summary>The order in memory.</summary>
    public Layout Layout { get; }

    /// <summary>How many numbers.</summary>
    public int Length => Shape.Size;

    /// <summary>The numbers themselves, without a copy, in the order of <see cref="Layout"/>.</summary>
    public Span<float> Span => Storage.Memory;

    /// <summary>The same as memory, for work that a span cannot be handed to. It is the tensor's for as long as the tensor is valid.</summary>
    public Memory<float> Memory => Storage.Memory;

    /// <summary>One number by its logical place, in either order of memory.</summary>
    /// <param name="place">One index for each axis.</param>
    [IndexerName("Element")]
    public float this[params ReadOnlySpan<int> place]
    {
        get => Span[Offset(place)];
        set => Span[Offset(place)] = value;
    }

    /// <summary>A tensor with undefined contents, for an operation that writes all of it.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="layout">The order in memory.</param>
    public static Tensor Uninitialized(Shape shape, Layout layout = Layout.RowMajor) => new(Storage.Rent(shape.Size), shape, layout);

    /// <summary>A tensor of zeros.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="layout">The order in memory.</param>
    public static Tensor Zeros(Shape shape, Layout layout = Layout.RowMajor) => Full(shape, 0, layout);

    /// <summary>A tensor of one value.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="value">The value.</param>
    /// <param name="layout">The order in memory.</param>
    public static Tensor Full(Shape shape, float value, Layout layout = Layout.RowMajor)
    {
        var tensor = Uninitialized(shape, layout);
        tensor.Span.Fill(value);
        return tensor;
    }

    /// <summary>A copy of numbers in row-major order.</summary>
    /// <param name="values">As many numbers as the shape has, last axis fastest.</param>
    /// <param name="shape">The sizes.</param>
    /// <exception cref="ShapeException">Another number of values than the shape has.</exception>
    public static Tensor From(ReadOnlySpan<float> values, Shape shape)
    {
        CheckLength(values.Length, shape);
        var tensor = Uninitialized(shape);
        values.CopyTo(tensor.Span);
        return tensor;
    }

    /// <summary>
    /// A tensor that an operation computes from others. Recorded on a <see cref="Tape"/> it can be computed again
    /// (<see cref="Replay"/>), which a tensor that was filled by other means cannot.
    /// </summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="layout">The order in memory.</param>
    /// <param name="write">Computes the numbers, at the first look at them or when the operation is recorded; it reads the
    /// tensors that it depends on each time anew.</param>
    public static Tensor From(Shape shape, Layout layout, TensorWriter write)
    {
        ArgumentNullException.ThrowIfNull(write);
        return new Tensor(shape, layout) { _waiting = Deferred.Alone(write) };
    }

    /// <summary>A tensor over the caller's own memory, without a copy: both see each other's changes.</summary>
    /// <param name="values">An array, or a part of one as a segment or as memory: as many numbers as the shape has, in the
    /// order of <paramref name="layout"/>.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="layout">The order in memory.</param>
    /// <exception cref="ShapeException">Another number of values than the shape has.</exception>
    /// <exception cref="ArgumentException">The memory lies in no array, but for example in native memory.</exception>
    public static Tensor Wrap(Memory<float> values, Shape shape, Layout layout = Layout.RowMajor)
    {
        CheckLength(values.Length, shape);
        return MemoryMarshal.TryGetArray<float>(values, out var segment)
            ? new Tensor(new Storage(segment) { Kept = true }, shape, layout)
            : throw new ArgumentException(
                $"Wrap of {values.Length} numbers that lie in no array; expected memory over a float[]. Copy them with Tensor.From.", nameof(values));
    }

    /// <summary>Numbers drawn from the normal distribution.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="rng">Where the numbers come from.</param>
    /// <param name="layout">The order in memory.</param>
    public static Tensor Normal(Shape shape, Rng rng, Layout layout = Layout.RowMajor)
    {
        ArgumentNullException.ThrowIfNull(rng);
        var tensor = Uninitialized(shape, layout);
        foreach (ref var value in tensor.Span)
        {
            value = (float)rng.NextNormal();
        }

        return tensor;
    }

    /// <summary>A view for System.Numerics.Tensors, without a copy: logical axes, with the strides of <see cref="Layout"/>.</summary>
    public TensorSpan<float> AsTensorSpan()
    {
        Span<nint> lengths = stackalloc nint[Shape.Rank];
        Span<nint> strides = stackalloc nint[Shape.Rank];
        for (var axis = 0; axis < Shape.Rank; axis++)
        {
            lengths[axis] = Shape[axis];
            strides[axis] = lengths[axis] == 1 ? 0 : Stride(axis);
        }

        return new TensorSpan<float>(Span, lengths, strides);
    }

    /// <summary>Takes this tensor out of the scope that made it: it stays valid for as long as somebody holds it.</summary>
    /// <returns>The same tensor.</returns>
    public Tensor Keep()
    {
        Storage.Kept = true;
        return this;
    }

    /// <summary>A copy of the numbers in the same order, of no interest to the tape.</summary>
    public Tensor Clone()
    {
        var copy = Uninitialized(Shape, Layout);
        Span.CopyTo(copy.Span);
        return copy;
    }

    /// <summary>The numbers in row-major order, whatever the order in memory.</summary>
    public float[] ToArray()
    {
        var values = new float[Length];
        CopyTo(values);
        return values;
    }

    /// <summary>Copies the numbers out in row-major order.</summary>
    /// <param name="rowMajor">As many numbers as the tensor has.</param>
    public void CopyTo(Span<float> rowMajor)
    {
        CheckLength(rowMajor.Length, Shape);
        if (Layout == Layout.RowMajor)
        {
            Span.CopyTo(rowMajor);
        }
        else
        {
            LayoutKernel.ToRowMajor(Shape[0], Shape[1], Shape.Places, Span, rowMajor);
        }
    }

    /// <summary>Copies numbers in, given in row-major order.</summary>
    /// <param name="rowMajor">As many numbers as the tensor has.</param>
    public void CopyFrom(ReadOnlySpan<float> rowMajor)
    {
        CheckLength(rowMajor.Length, Shape);
        if (Layout == Layout.RowMajor)
        {
            rowMajor.CopyTo(Span);
        }
        else
        {
            LayoutKernel.ToChannelsLast(Shape[0], Shape[1], Shape.Places, rowMajor, Span);
        }
    }

    /// <summary>The only number of a tensor of one.</summary>
    /// <exception cref="ShapeException">There are more, or none.</exception>
    public float Item() => Length == 1 ? Span[0] : throw new ShapeException($"Item() of a tensor {Shape}; it takes a tensor of one number.");

    /// <summary>Whether any number is NaN or infinite.</summary>
    public bool HasNonFinite()
    {
        // x·0 is 0 for finite numbers and NaN for all others, and one NaN makes the sum one.
        var sum = 0f;
        foreach (var value in Span)
        {
            sum += value * 0;
        }

        return float.IsNaN(sum);
    }

    /// <summary>The shape and the first numbers: "Tensor [2, 3] 0.5 -1 2 …".</summary>
    public override string ToString()
    {
        const int Shown = 8;
        var numbers = string.Join(' ', ToArray().Take(Shown).Select(v => v.ToString("0.####", CultureInfo.InvariantCulture)));
        return $"Tensor {Shape} {numbers}{(Length > Shown ? " …" : "")}";
    }

    /// <summary>The tensor whose numbers these are: this one, or the one that it is a view of.</summary>
    internal Tensor Root => _viewed?.Root ?? this;

    /// <summary>The same numbers under another shape, without a copy.</summary>
    internal Tensor View(Shape shape, Layout layout)
    {
        Settle();
        return new Tensor(shape, layout) { _viewed = this };
    }

    /// <summary>Whether others hold the same memory, so that nobody may change it in place.</summary>
    internal bool IsShared => Storage.IsShared;

    /// <summary>Gives the memory back before the scope's end; only for what nobody can hold.</summary>
    internal void Release() => Storage.Release();

    private static void CheckLength(int length, Shape shape)
    {
        if (length != shape.Size)
        {
            throw new ShapeException($"{length} values for a shape {shape} of {shape.Size}.");
        }
    }

    private int Stride(int axis)
    {
        // Channels-last: N strides over H·W·C, C over 1, H over W·C, W over C.
        var isLast = Layout == Layout.ChannelsLast;
        var stride = isLast && axis > 1 ? Shape[1] : 1;
        for (var i = axis + 1; i < Shape.Rank && !(isLast && axis == 1); i++)
        {
            stride *= Shape[i];
        }

        return stride;
    }

    private int Offset(ReadOnlySpan<int> place)
    {
        if (place.Length != Shape.Rank)
        {
            throw new ShapeException($"{place.Length} indices for a tensor {Shape}.");
        }

        var offset = 0;
        for (var axis = 0; axis < place.Length; axis++)
        {
            if ((uint)place[axis] >= (uint)Shape[axis])
            {
                throw new ArgumentOutOfRangeException(
                    nameof(place), place[axis], $"Axis {axis} of a tensor {Shape} has the indices 0 to {Shape[axis] - 1}.");
            }

            offset += place[axis] * Stride(axis);
        }

        return offset;
    }
}
