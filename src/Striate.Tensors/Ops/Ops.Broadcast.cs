using Striate.Kernels;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    // A function of two tensors that are repeated to one shape, as an operation of a given name.
    private static Tensor Binary<TFunction>(string name, Tensor a, Tensor b, TFunction function, object? attributes = null)
        where TFunction : unmanaged, IDifferentiableBinaryFunction
    {
        var (left, right, shape, layout) = Align(name, a, b);
        var g = BroadcastGeometry.Create(MemorySizes(shape, layout), MemorySizes(left), MemorySizes(right));
        var y = Tensor.From(shape, layout, y => BinaryKernel.Forward(g, function, left.Span, right.Span, y));

        return Tape.Record(name, [left, right], y, attributes ?? function, dy =>
        {
            ReceiveRepeatedGrad(left, shape, da => BinaryKernel.BackwardA(g, function, left.Span, right.Span, dy.Span, da));
            ReceiveRepeatedGrad(right, shape, db => BinaryKernel.BackwardB(g, function, left.Span, right.Span, dy.Span, db));
        });
    }

    // The same for a function without a gradient, such as a comparison.
    private static Tensor Comparison<TFunction>(string name, Tensor a, Tensor b, TFunction function)
        where TFunction : unmanaged, IBinaryFunction
    {
        var (left, right, shape, layout) = Align(name, a, b);
        var g = BroadcastGeometry.Create(MemorySizes(shape, layout), MemorySizes(left), MemorySizes(right));
        var y = Tensor.From(shape, layout, y => BinaryKernel.Forward(g, function, left.Span, right.Span, y));

        return Tape.Record(name, [left, right], y, null, null);
    }

    // Both operands in the memory order of the larger one, so that a size of one is next to the sizes of the other that it belongs to.
    private static (Tensor A, Tensor B, Shape Shape, Layout Layout) Align(string name, Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var shape = BroadcastShape(name, a.Shape, b.Shape);
        var larger = b.Length > a.Length ? b : a;
        var layout = larger.Shape.Rank == shape.Rank ? larger.Layout : Layout.RowMajor;
        return (InOrder(a), InOrder(b), shape, layout);

        Tensor InOrder(Tensor x) => layout == Layout.RowMajor
            ? ToRowMajor(x)
            : ToChannelsLast(x.Shape.Rank == shape.Rank ? x : Reshape(x, Shape.Of([.. Enumerable.Repeat(1, shape.Rank - x.Shape.Rank), .. x.Shape])));
    }

    private static Shape BroadcastShape(string name, Shape a, Shape b)
    {
        Span<int> sizes = stackalloc int[Math.Max(a.Rank, b.Rank)];
        for (var fromLast = 1; fromLast <= sizes.Length; fromLast++)
        {
            var (sizeOfA, sizeOfB) = (fromLast <= a.Rank ? a[^fromLast] : 1, fromLast <= b.Rank ? b[^fromLast] : 1);
            if (sizeOfA != sizeOfB && sizeOfA != 1 && sizeOfB != 1)
            {
                throw new ShapeException($"{name}: {a} and {b} do not broadcast. Counted from the last axis, sizes must be equal or 1.");
            }

            sizes[^fromLast] = sizeOfA == 1 ? sizeOfB : sizeOfA;
        }

        return Shape.Of(sizes);
    }

    // A gradient that was computed for each number of a shape is summed over the axes along which its tensor was repeated to it.
    private static void ReceiveRepeatedGrad(Tensor x, Shape shape, TensorWriter write)
    {
        if (x.Length == shape.Size)
        {
            x.ReceiveGrad(write);
            return;
        }

        x.ReceiveGrad(dx =>
        {
            var (sizes, sizesOfX) = (MemorySizes(shape, x.Layout), MemorySizes(x));
            var isRepeated = new bool[sizes.Length];
            for (var fromLast = 1; fromLast <= sizes.Length; fromLast++)
            {
                isRepeated[^fromLast] = fromLast > sizesOfX.Length || sizesOfX[^fromLast] != sizes[^fromLast];
            }

            var each = Tensor.Uninitialized(shape, x.Layout);
            write(each.Span);
            ReduceKernel.Run(ReduceGeometry.Create(sizes, isRepeated), Folding.Sum, each.Span, dx);
            each.Release();
        });
    }

    private static int[] MemorySizes(Tensor x) => MemorySizes(x.Shape, x.Layout);

    /// <summary>The sizes of a shape in the order of memory, outermost first.</summary>
    internal static int[] MemorySizes(Shape shape, Layout layout) =>
        layout.InMemory<int>(shape.ToArray());

    /// <summary>An axis counted from the first, from one that may be counted from the last.</summary>
    internal static int Axis(string name, Shape shape, int axis) => axis >= -shape.Rank && axis < shape.Rank
        ? axis < 0 ? axis + shape.Rank : axis
        : throw new ShapeException(shape.Rank == 0
            ? $"{name}: axis {axis} of a single number, which has no axes. Leave the axis out."
            : $"{name}: {shape} has no axis {axis}, expected {-shape.Rank} to {shape.Rank - 1}.");

    // An axis of a tensor as it lies in memory.
    private static AxisGeometry AlongAxis(string name, Tensor x, int axis)
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = Axis(name, x.Shape, axis);
        return AxisGeometry.Create(MemorySizes(x), x.Layout.PlaceOf(axis, x.Shape.Rank));
    }
}
