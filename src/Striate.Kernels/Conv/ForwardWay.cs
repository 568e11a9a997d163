using Striate.Kernels.Gemm;

namespace Striate.Kernels.Conv;

/// <summary>A rung of the forward ladder.</summary>
internal enum WayKind
{
    /// <summary>A product of gathered patches with the filters; fits all.</summary>
    Patches,

    /// <summary>A product of windows that are read in place.</summary>
    Direct,

    /// <summary>Lanes are outputs along the row: for few filters.</summary>
    Planar,

    /// <summary>3×3 or 5×5 at stride 1 by Winograd's method.</summary>
    Winograd,

    /// <summary>3×3 or 5×5 at stride 1 over few channels by Winograd's method, with its sums in registers.</summary>
    FewChannels,

    /// <summary>Each channel by itself.</summary>
    Depthwise,
}

/// <summary>How a forward convolution is computed, and what its filters look like then.</summary>
/// <param name="Kind">The rung.</param>
/// <param name="Tile">Outputs of a Winograd tile along each axis.</param>
internal readonly record struct ForwardWay(WayKind Kind, int Tile = 0)
{
    /// <summary>The first rung that fits.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="packedOnce">The filters are packed once for many runs, so that this costs nothing.</param>
    public static ForwardWay Of(in Conv2dGeometry g, bool packedOnce = false) =>
        g.IsDepthwise ? new(WayKind.Depthwise)
        : Conv2dKernel.WinogradTile(g, packedOnce) is var tile and > 0 ? new(WayKind.Winograd, tile)
        : Conv2dKernel.IsOfFewChannels(g) ? new(WayKind.FewChannels)
        : new(Conv2dKernel.IsPlanar(g) ? WayKind.Planar : Conv2dKernel.IsDirect(g) ? WayKind.Direct : WayKind.Patches);

    /// <summary>Numbers that the packed filters take.</summary>
    public int PackedLength(in Conv2dGeometry g) => Kind switch
    {
        WayKind.Depthwise => (int)g.FilterLength,
        WayKind.Planar => Conv2dKernel.PlanarFilterLength(g),
        WayKind.FewChannels => Conv2dKernel.FewChannelFilterLength(g.Rows.Size, g.InChannels, g.OutChannels),
        WayKind.Winograd => (Tile + g.Rows.Size - 1) * (Tile + g.Columns.Size - 1) * WinogradFilters.PlaceLength(g.InChannels, g.OutChannels),
        _ => g.Groups * g.FilterSize * MicroKernel.Panels(g.GroupOutChannels) * MicroKernel.Columns,
    };
}
