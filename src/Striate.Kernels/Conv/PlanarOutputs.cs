using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>What becomes of a band of a convolution's outputs that was computed in planes, one for each filter. See <see cref="PlanarRows"/>.</summary>
internal unsafe interface IPlanarOutputs
{
    /// <summary>Takes a band.</summary>
    /// <param name="image">Its image.</param>
    /// <param name="first">Its first row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="planes">The rows of the first filter, <see cref="PlanarRows.WideColumns"/> numbers each.</param>
    /// <param name="pitch">From one filter's rows to the next one's.</param>
    void Take<V>(int image, int first, int rows, float* planes, nint pitch)
        where V : unmanaged, IVector<V>;
}

/// <summary>The outputs themselves: finished, and put together again.</summary>
internal readonly unsafe struct PlanarOutputs(PlanarRows planes, int filters, EpilogueWork epilogue, float* y) : IPlanarOutputs
{
    public void Take<V>(int image, int first, int rows, float* product, nint pitch)
        where V : unmanaged, IVector<V>
    {
        var rowLength = (nint)planes.OutColumns * filters;
        var target = y + ((((nint)image * planes.OutRows) + first) * rowLength);
        for (var i = 0; i < rows; i++)
        {
            Transposition.Copy(product + (i * planes.WideColumns), pitch, filters, planes.OutColumns, target + (i * rowLength), filters);
        }

        epilogue.Apply(target, filters, rows * planes.OutColumns, filters);
    }
}
