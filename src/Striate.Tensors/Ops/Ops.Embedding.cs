using Striate.Kernels;
using Striate.Kernels.Shaping;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Rows of a table by their places: words become vectors.</summary>
    /// <param name="places">Whole numbers from 0 to V − 1, any shape of up to five axes.</param>
    /// <param name="table">A row of D numbers for each word, shape [V, D].</param>
    /// <param name="paddingIndex">The row of the word that stands for none, which gets no gradient; null for none.</param>
    /// <returns>The shape of the places and D.</returns>
    /// <exception cref="ShapeException">The table is not [V, D], or a place is none of its rows.</exception>
    public static Tensor Embedding(Tensor places, Tensor table, int? paddingIndex = null)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(table);
        if (table.Shape.Rank != 2)
        {
            throw new ShapeException($"table {table.Shape}, expected [V, D]: a row for each word.");
        }

        places = ToRowMajor(places);
        var (V, D) = (table.Shape[0], table.Shape[1]);
        var y = Tensor.From([.. places.Shape, D], Layout.RowMajor, y => IndexSelectKernel.Forward(1, V, D, table.Span, places.Span, y));

        return Tape.Record("Embedding", [places, table], y, null, dy => table.ReceiveGrad(dt =>
        {
            dt.Clear();
            IndexSelectKernel.Backward(1, V, D, dy.Span, places.Span, dt);
            if (paddingIndex is { } padding)
            {
                dt.Slice(padding * D, D).Clear();
            }
        }));
    }
}
