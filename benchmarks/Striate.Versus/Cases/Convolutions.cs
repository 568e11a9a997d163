using Striate.Kernels.Conv;
using Striate.Tensors;
using Striate.Versus.Contenders;
using Striate.Versus.Measuring;
using TorchSharp;

namespace Striate.Versus.Cases;

/// <summary>Convolutions: the common 3×3 and 1×1, first layers on pictures, depthwise ones.</summary>
internal static class Convolutions
{
    // Winograd's method loses some accuracy: its bound is 5e-4 of the largest number.
    private const double ToleranceOfWinograd = 5e-4;
    private const double Tolerance = 1e-4;

    [Flags]
    private enum Passes
    {
        Forward = 1,
        DataGradient = 2,
        FilterGradient = 4,
        All = 7,
    }

    public static IEnumerable<Case> Cases()
    {
        foreach (var (channels, size, batch) in new[] { (64, 56, 8), (128, 28, 8), (256, 14, 8), (512, 7, 8), (32, 32, 128) })
        {
            var name = $"conv3x3-{channels}-{channels}-{size}-b{batch}";
            var geometry = Geometry(batch, channels, size, channels, kernel: 3, stride: 1, padding: 1);
            yield return Create($"{name}-fwd", geometry, Passes.Forward, target: 1.5, ToleranceOfWinograd);
            yield return Create($"{name}-fwd-bwd", geometry, Passes.All, target: 1.35, ToleranceOfWinograd);
        }

        yield return Create("conv1x1-256-64-56-b8-fwd-bwd", Geometry(8, 256, 56, 64, kernel: 1, stride: 1, padding: 0), Passes.All, target: 1.5, Tolerance);

        foreach (var (kernel, stride, padding, channels, filters, size, batch, target) in new[]
        {
            (7, 2, 3, 3, 64, 224, 8, 1.05), (11, 4, 0, 3, 96, 227, 8, 1.05), (3, 1, 1, 3, 64, 224, 4, 3), (3, 1, 1, 3, 32, 32, 128, 1.3), (5, 1, 0, 1, 6, 32, 128, 2.5),
        })
        {
            yield return Create(
                $"first{kernel}x{kernel}s{stride}-{channels}-{filters}-{size}-b{batch}-fwd-dw",
                Geometry(batch, channels, size, filters, kernel, stride, padding), Passes.Forward | Passes.FilterGradient, target,
                kernel == 3 ? ToleranceOfWinograd : Tolerance);
        }

        foreach (var stride in new[] { 1, 2 })
        {
            yield return Create(
                $"depthwise3x3s{stride}-96-56-b16-fwd-bwd", Geometry(16, 96, 56, 96, kernel: 3, stride, padding: 1, groups: 96), Passes.All, target: 1.8, Tolerance);
        }
    }

    private static Conv2dGeometry Geometry(int batch, int channels, int size, int filters, int kernel, int stride, int padding, int groups = 1) =>
        Conv2dGeometry.Create(batch, channels, size, filters, kernel, stride, padding, dilation: 1, groups, Fit.Floor);

    private static Case Create(string name, Conv2dGeometry g, Passes passes, double target, double tolerance)
    {
        var (kernel, stride, padding) = (g.Rows.Size, g.Rows.Stride, g.Rows.Before);
        var x = new Operand("x", [g.N, g.InChannels, g.Rows.Input, g.Columns.Input], passes.HasFlag(Passes.DataGradient));
        var w = new Operand("w", [g.OutChannels, g.GroupInChannels, kernel, kernel], passes.HasFlag(Passes.FilterGradient));
        var dy = new Operand("dy", [g.N, g.OutChannels, g.Rows.Output, g.Columns.Output]);
        var cost = CostOf(g, passes);

        // A depthwise convolution does little with much data.
        var unit = g.GroupInChannels == 1 && g.Groups > 1 ? Unit.Traffic(cost) : Unit.Arithmetic(cost);
        return Operations.Case(
            name, unit, cost, target, tolerance, [x, w], passes == Passes.Forward ? null : dy,
            inputs => Ops.Conv2d(inputs[0], inputs[1], stride: stride, padding: padding, groups: g.Groups),
            inputs => torch.nn.functional.conv2d(inputs[0], inputs[1], strides: [stride, stride], padding: [padding, padding], groups: g.Groups));
    }

    private static Cost CostOf(in Conv2dGeometry g, Passes passes)
    {
        // Each pass reads two of the three arrays and writes the third.
        var count = int.PopCount((int)passes);
        return new Cost(count * (double)g.MultiplyAdds, count * (double)(g.InputLength + g.FilterLength + g.OutputLength) * sizeof(float));
    }
}
