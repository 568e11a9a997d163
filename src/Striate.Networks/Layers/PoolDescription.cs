using Striate.Kernels.Conv;

namespace Striate.Networks;

/// <summary>The words for a window: "MaxPool2d 2×2", "MaxPool2d 3×3, stride 2, pad 1", "MaxPool2d 3×3, stride 2, rounded up".</summary>
internal static class PoolDescription
{
    public static string Of(string kind, Size2d kernelSize, Size2d? stride, Padding2d padding, Fit fit) =>
        $"{kind} {kernelSize}"
        + (stride is { } s && s != kernelSize ? $", stride {(s.Height == s.Width ? $"{s.Height}" : $"{s}")}" : "")
        + (padding == 0 ? "" : $", pad {padding}")
        + (fit == Fit.Ceiling ? ", rounded up" : "");
}
