namespace Striate.Tensors;

/// <summary>Axes in the order of memory.</summary>
internal static class LayoutAxes
{
    /// <summary>What belongs to each axis, outermost axis of memory first.</summary>
    /// <param name="layout">The order.</param>
    /// <param name="axes">Something for each axis in the order of the shape.</param>
    public static T[] InMemory<T>(this Layout layout, ReadOnlySpan<T> axes) =>
        layout == Layout.ChannelsLast ? [axes[0], .. axes[2..], axes[1]] : axes.ToArray();

    /// <summary>Where an axis stands in memory.</summary>
    /// <param name="layout">The order.</param>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="rank">How many axes there are.</param>
    public static int PlaceOf(this Layout layout, int axis, int rank) => layout == Layout.RowMajor || axis == 0 ? axis : axis == 1 ? rank - 1 : axis - 1;
}
