using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>What a network costs and sees, layer by layer, read off one run that is recorded and not computed.</summary>
public sealed class Summary
{
    private Summary(Shape input, IReadOnlyList<SummaryRow> rows, long parameters) => (Input, Rows, Parameters) = (input, rows, parameters);

    /// <summary>Shape of one sample, such as an image, [C, H, W].</summary>
    public Shape Input { get; }

    /// <summary>The operations in the order in which they run.</summary>
    public IReadOnlyList<SummaryRow> Rows { get; }

    /// <summary>Numbers learned in the whole network.</summary>
    public long Parameters { get; }

    /// <summary>Multiply-adds of the forward pass for one image.</summary>
    public long MultiplyAdds => Rows.Sum(row => row.MultiplyAdds);

    /// <summary>Memory of all outputs for one image, in bytes.</summary>
    public long Bytes => Rows.Sum(row => row.Bytes);

    /// <summary>
    /// Runs a network once on an empty image, for the shapes alone (<see cref="Tape.OfShapes"/>): it costs the same for any size.
    /// Parameters that were never read are not drawn for it.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="input">Shape of one sample: a signal [C, L], an image [C, H, W] or a volume [C, D, H, W]. Of volumes the receptive fields of
    /// rows and columns are told.</param>
    /// <exception cref="ShapeException">The sample does not fit the network.</exception>
    public static Summary Of(Module network, Shape input)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (input.Rank is < 2 or > 4)
        {
            throw new ShapeException($"a summary takes the shape of one sample, [C, L], [C, H, W] or [C, D, H, W]; got {input}.");
        }

        var training = network.IsTraining;
        var untouched = network.Parameters().Select(p => p.Parameter).Where(p => p.TryLendZeros()).ToList();
        network.Eval();
        try
        {
            using var tape = Tape.OfShapes();
            network.Forward(Tensor.From([1, .. input], Layout.ChannelsLast, numbers => numbers.Clear()));
            return new Summary(input, new Reader().Read(tape.Operations), network.CountParameters());
        }
        finally
        {
            untouched.ForEach(parameter => parameter.TakeBack());
            if (training)
            {
                network.Train();
            }
        }
    }

    // Walks over the record; fields are known for every tensor that has been made.
    private sealed class Reader
    {
        private readonly Dictionary<Tensor, (ReceptiveField Rows, ReceptiveField Columns)> _fields = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

        public List<SummaryRow> Read(IReadOnlyList<Operation> operations)
        {
            var rows = new List<SummaryRow>();
            foreach (var operation in operations)
            {
                var field = FieldOf(operation);
                _fields[operation.Output] = field;

                // A change of the order in memory is no work of the network.
                if (operation.Name != "Layout")
                {
                    rows.Add(Row(operation, field));
                }
            }

            return rows;
        }

        private SummaryRow Row(Operation operation, (ReceptiveField Rows, ReceptiveField Columns) field)
        {
            var module = operation.Layer as Module;
            var leaf = module is { Children.Count: 0 };
            var geometry = operation.Attributes as IGeometry;
            return new SummaryRow(
                module?.Path ?? "",
                leaf ? module!.Description : operation.Name,
                operation.Output.Shape,
                leaf && _seen.Add(module!) ? module!.CountParameters() : 0,
                geometry?.MultiplyAdds ?? 0,
                (long)operation.Output.Length * sizeof(float),
                field.Rows,
                field.Columns,
                LeftOut(geometry, window => window.Rows),
                LeftOut(geometry, window => window.Columns));
        }

        private static int LeftOut(IGeometry? geometry, Func<(WindowAxis Rows, WindowAxis Columns), WindowAxis> axis) =>
            geometry is { IsTransposed: false, Window: { } window } ? axis(window).LeftOver : 0;

        private (ReceptiveField Rows, ReceptiveField Columns) FieldOf(Operation operation)
        {
            // What was not made in this run is the image, or a parameter, which sees nothing.
            var known = operation.Inputs.Where(_fields.ContainsKey).Select(tensor => _fields[tensor]).ToList();
            var (rows, columns) = known.Count == 0
                ? (ReceptiveField.Pixel, ReceptiveField.Pixel)
                : known.Aggregate((a, b) => (a.Rows.Cover(b.Rows), a.Columns.Cover(b.Columns)));
            if (operation.Attributes is IGeometry { Window: { } window } geometry)
            {
                return geometry.IsTransposed
                    ? (rows.ThroughTransposed(window.Rows), columns.ThroughTransposed(window.Columns))
                    : (rows.Through(window.Rows), columns.Through(window.Columns));
            }

            if (operation.Attributes is ResizeGeometry resize)
            {
                return (rows.ThroughResize(resize.Rows), columns.ThroughResize(resize.Columns));
            }

            // Without a window an operation looks at one place, or, where the places change, at all of them.
            var (before, after) = (operation.Inputs[0].Shape, operation.Output.Shape);
            var samePlaces = before.Rank < 3 || after.Skip(2).SequenceEqual(before.Skip(2));
            return samePlaces ? (rows, columns) : (rows.OfAll(before.Rank == 3 ? 1 : before[-2]), columns.OfAll(before[-1]));
        }
    }
}
