using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>A convolution whose maps each see some of the maps before, with one kernel for each that they see.</summary>
/// <remarks>Input [N, inMaps, H, W], output [N, outMaps, OH, OW]. Kernels are [pairs, K, K], map after map in the order of the table.</remarks>
public sealed class TableConv2d : WeightedSum
{
    private readonly ConnectionTable _table;
    private readonly int _kernelSize, _stride, _padding;
    private readonly float _background;
    private readonly Tensor? _places;

    /// <summary>Builds the layer.</summary>
    /// <param name="table">Which maps see which.</param>
    /// <param name="kernelSize">Height and width K of a kernel.</param>
    /// <param name="stride">Step of the window.</param>
    /// <param name="padding">Rows and columns put around the maps.</param>
    /// <param name="background">The state of what is put around them.</param>
    /// <param name="unitBiases">Height and width of the output where each unit has a bias of its own; null for one bias a map.</param>
    public TableConv2d(ConnectionTable table, int kernelSize, int stride = 1, int padding = 0, double background = 0, Size2d? unitBiases = null)
        : base(WeightOf(table, kernelSize), BiasOf(table, kernelSize, unitBiases))
    {
        (_table, _kernelSize, _stride, _padding, _background) = (table, kernelSize, stride, padding, (float)background);
        _places = table.IsFull ? null : PlacesOf(table);
    }

    /// <inheritdoc/>
    public override string Description => $"TableConv2d {_table.InMaps} → {_table.Seen.Count}, {_kernelSize}×{_kernelSize}, {_table.Count} kernels";

    /// <inheritdoc/>
    public override long CountConnections(Shape output) => _table.Seen.Sum(maps => (long)output[1] * output[2] * ((maps.Count * _kernelSize * _kernelSize) + 1));

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Sum(x, Weight, Bias, _background);

    internal override Tensor SumOfSquares(Tensor squares, Tensor squaredWeight, Tensor bias) => Sum(squares, squaredWeight, bias, _background * _background);

    private Tensor Sum(Tensor x, Tensor weight, Tensor bias, float background)
    {
        if (_padding > 0)
        {
            x = Ops.Pad(x, _padding, value: background);
        }

        // One place is a full layer, which a matrix does faster.
        if (_table.IsFull && x.Shape.Rank == 4 && x.Shape[2] == _kernelSize && x.Shape[3] == _kernelSize)
        {
            var sums = Ops.Linear(Ops.Flatten(x), Ops.Reshape(weight, [_table.Seen.Count, x.Length / x.Shape[0]]), bias);
            return Ops.Reshape(sums, [x.Shape[0], _table.Seen.Count, 1, 1]);
        }

        var filters = Ops.Reshape(_places is null ? weight : Spread(weight, _places), [_table.Seen.Count, _table.InMaps, _kernelSize, _kernelSize]);
        return bias.Shape.Rank == 1 ? Ops.Conv2d(x, filters, bias, _stride) : Ops.Conv2d(x, filters, null, _stride) + bias;
    }

    // Pairs that are not connected share a kernel of zeros, which stands behind the others.
    private Tensor Spread(Tensor weight, Tensor places) =>
        Ops.IndexSelect(Ops.Concat(0, weight, Tensor.Zeros([1, _kernelSize, _kernelSize])), 0, places);

    private static Tensor PlacesOf(ConnectionTable table)
    {
        var places = new float[table.Seen.Count * table.InMaps];
        Array.Fill(places, table.Count);
        var kernel = 0;
        for (var map = 0; map < table.Seen.Count; map++)
        {
            foreach (var from in table.Seen[map])
            {
                places[(map * table.InMaps) + from] = kernel++;
            }
        }

        return Tensor.Wrap(places, [places.Length]);
    }

    private static Parameter WeightOf(ConnectionTable table, int kernelSize)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernelSize, 1);
        var bounds = table.Seen.SelectMany(maps => Enumerable.Repeat(Bound(maps.Count, kernelSize), maps.Count));
        return new Parameter([table.Count, kernelSize, kernelSize], new RowsInitializer([.. bounds]));
    }

    private static Parameter BiasOf(ConnectionTable table, int kernelSize, Size2d? units)
    {
        var bounds = table.Seen.Select(maps => Bound(maps.Count, kernelSize));
        Shape shape = units is { } size ? [table.Seen.Count, size.Height, size.Width] : [table.Seen.Count];
        return new Parameter(shape, new RowsInitializer([.. bounds]));
    }

    // A sum of F states of variance 1 gets variance 1. LeCun, Bottou, Orr and Müller, Efficient BackProp, 1998.
    private static double Bound(int maps, int kernelSize) => Math.Sqrt(3.0 / (maps * kernelSize * kernelSize));

    // Uniform in ±bound, with a bound for each row of the first axis.
    private sealed class RowsInitializer(double[] bounds) : Initializer
    {
        public override void Fill(Span<float> values, Shape shape, Rng rng)
        {
            var length = values.Length / bounds.Length;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (float)(bounds[i / length] * ((2 * rng.NextDouble()) - 1));
            }
        }
    }
}
