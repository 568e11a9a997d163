using Striate.Kernels.Conv;

namespace Striate.Networks;

/// <summary>The words for a window: "MaxPool2d 2×2", "MaxPool2d 3×3, stride 2, pad 1", "MaxPool2d 3×3, stride 2, rounded up".</summary>
internal static class PoolDescription
{
    public static string Of(string kind, int kernelSize, int? stride, Padding1d padding, Fit fit) =>
        Of(kind, $"{kernelSize}", stride is { } s && s != kernelSize ? $"{s}" : null, $"{padding}", fit);

    public static string Of(string kind, Size2d kernelSize, Size2d? stride, Padding2d padding, Fit fit) => Of(
        kind, $"{kernelSize}", stride is { } s && s != kernelSize ? s.Height == s.Width ? $"{s.Height}" : $"{s}" : null, $"{padding}", fit);

    public static string Of(string kind, Size3d kernelSize, Size3d? stride, Padding3d padding, Fit fit) => Of(
        kind, $"{kernelSize}", stride is { } s && s != kernelSize ? s == s.Depth ? $"{s.Depth}" : $"{s}" : null, $"{padding}", fit);

    private static string Of(string kind, string kernelSize, string? stride, string padding, Fit fit) =>
        $"{kind} {kernelSize}"
        + (stride is null ? "" : $", stride {stride}")
        + (padding == "0" ? "" : $", pad {padding}")
        + (fit == Fit.Ceiling ? ", rounded up" : "");
}
