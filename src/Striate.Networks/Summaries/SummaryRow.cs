using Striate.Tensors;

namespace Striate.Networks;

/// <summary>One operation of a network.</summary>
/// <param name="Path">Full name of the layer that calls it.</param>
/// <param name="Kind">The layer in a few words, or the operation's name inside a block.</param>
/// <param name="Output">Shape of the output for one image.</param>
/// <param name="Parameters">Numbers learned here; 0 where a layer is used again.</param>
/// <param name="MultiplyAdds">Multiply-adds of the forward pass for one image.</param>
/// <param name="Bytes">Memory of the output for one image, in bytes.</param>
/// <param name="Rows">What one unit sees along the height.</param>
/// <param name="Columns">What one unit sees along the width.</param>
/// <param name="RowsLeftOut">Rows at the bottom that no window reaches because a division is rounded down.</param>
/// <param name="ColumnsLeftOut">Columns at the right that no window reaches.</param>
public sealed record SummaryRow(
    string Path,
    string Kind,
    Shape Output,
    long Parameters,
    long MultiplyAdds,
    long Bytes,
    ReceptiveField Rows,
    ReceptiveField Columns,
    int RowsLeftOut,
    int ColumnsLeftOut);
