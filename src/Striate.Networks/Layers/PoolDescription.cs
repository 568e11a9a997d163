using Striate.Kernels.Conv;

namespace Striate.Networks;

/// <summary>The words for a window: "MaxPool2d 2×2", "MaxPool2d 3×3, stride 2, pad 1", "MaxPool2d 3×3, stride 2, rounded up".</summary>
internal static class PoolDescription
{
    public static string Of(string kind, int kernelSize, int? stride, Padding1d padding, Fit fit, int dilation = 1) =>
        Of(kind, $"{kernelSize}", stride is { } s && s != kernelSize ? $"{s}" : null, $"{padding}", fit, $"{dilation}");

    public static string Of(string kind, Size2d kernelSize, Size2d? stride, Padding2d padding, Fit fit, Size2d? dilation = null) => Of(
        kind, $"{kernelSize}", stride is { } s && s != kernelSize ? Words(s) : null, $"{padding}", fit, Words(dilation ?? 1));

    public static string Of(string kind, Size3d kernelSize, Size3d? stride, Padding3d padding, Fit fit, Size3d? dilation = null) => Of(
        kind, $"{kernelSize}", stride is { } s && s != kernelSize ? Words(s) : null, $"{padding}", fit, Words(dilation ?? 1));

    private static string Words(Size2d size) => size == size.Height ? $"{size.Height}" : $"{size}";

    private static string Words(Size3d size) => size == size.Depth ? $"{size.Depth}" : $"{size}";

    private static string Of(string kind, string kernelSize, string? stride, string padding, Fit fit, string dilation) =>
        $"{kind} {kernelSize}"
        + (stride is null ? "" : $", stride {stride}")
        + (padding == "0" ? "" : $", pad {padding}")
        + (dilation == "1" ? "" : $", dilation {dilation}")
        + (fit == Fit.Ceiling ? ", rounded up" : "");
}
