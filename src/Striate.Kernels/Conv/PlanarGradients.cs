using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>Where a band of the gradient of a convolution's outputs comes from, in planes, one for each filter. See <see cref="PlanarRows"/>.</summary>
internal unsafe interface IPlanarGradients
{
    /// <summary>Copies a band. Columns past the last output are left as they are, or become zero.</summary>
    /// <param name="image">Its image.</param>
    /// <param name="first">Its first row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="target">The rows of the first filter, <see cref="PlanarRows.WideColumns"/> numbers each.</param>
    /// <param name="pitch">From one filter's rows to the next one's.</param>
    void Copy<V>(int image, int first, int rows, float* target, nint pitch)
        where V : unmanaged, IVector<V>;
}

/// <summary>The gradient itself, taken apart.</summary>
internal readonly unsafe struct PlanarGradients(PlanarRows planes, int filters, float* dy) : IPlanarGradients
{
    public void Copy<V>(int image, int first, int rows, float* target, nint pitch)
        where V : unmanaged, IVector<V>
    {
        var rowLength = (nint)planes.OutColumns * filters;
        var source = dy + ((((nint)image * planes.OutRows) + first) * rowLength);
        for (var i = 0; i < rows; i++)
        {
            Transposition.Copy(source + (i * rowLength), filters, planes.OutColumns, filters, target + (i * planes.WideColumns), pitch);
        }
    }
}
