using Striate.Kernels.Conv;

namespace Striate.Tensors.Tests;

public partial class ReferenceTests
{
    private static Dictionary<string, Func<StoredCase, Tensor>> Convolutions => new()
    {
        ["Conv1d"] = c => Ops.Conv1d(c["x"], c["w"], c.Find("b"), c.First("stride"), Row(c), c.First("dilation"), c.Whole("groups")),
        ["Conv3d"] = c => Ops.Conv3d(c["x"], c["w"], c.Find("b"), c.Size3("stride"), Volume(c), c.Size3("dilation"), c.Whole("groups")),
        ["Conv1dSame"] = c => Ops.Conv1d(c["x"], c["w"], padding: Padding1d.Same, dilation: c.First("dilation")),
        ["Conv2dSame"] = c => Ops.Conv2d(c["x"], c["w"], padding: Padding2d.Same, dilation: c.Size("dilation")),
        ["Conv3dSame"] = c => Ops.Conv3d(c["x"], c["w"], padding: Padding3d.Same, dilation: c.Size3("dilation")),
        ["ConvTranspose1d"] = c => Ops.ConvTranspose1d(
            c["x"], c["w"], c.Find("b"), c.First("stride"), c.First("padding"), c.First("outputPadding"), c.Whole("groups"), c.First("dilation")),
        ["ConvTranspose2d"] = c => Ops.ConvTranspose2d(
            c["x"], c["w"], c.Find("b"), c.Size("stride"), c.Sides("padding"), c.Size("outputPadding"), c.Whole("groups"), c.Size("dilation")),
        ["Convolve1d"] = c => Ops.Convolve1d(c["x"], c["w"], padding: c.Whole("padding")),
        ["Convolve2d"] = c => Ops.Convolve2d(c["x"], c["w"], padding: c.Whole("padding")),
        ["MaxPool1d"] = c => Ops.MaxPool1d(c["x"], c.First("kernelSize"), c.First("stride"), c.First("padding"), c.First("dilation"), c.Rounding),
        ["MaxPool3d"] = c => Ops.MaxPool3d(c["x"], c.Size3("kernelSize"), c.Size3("stride"), Evenly(c), c.Size3("dilation"), c.Rounding),
        ["AvgPool1d"] = c => Ops.AvgPool1d(
            c["x"], c.First("kernelSize"), c.First("stride"), c.First("padding"), c.Rounding, c.Flag("countIncludePad")),
        ["AvgPool3d"] = c => Ops.AvgPool3d(c["x"], c.Size3("kernelSize"), c.Size3("stride"), Evenly(c), c.Rounding, c.Flag("countIncludePad")),
        ["LpPool1d"] = c => Ops.LpPool1d(c["x"], c.Real("p"), c.First("kernelSize"), c.First("stride"), c.Rounding),
        ["LpPool2d"] = c => Ops.LpPool2d(c["x"], c.Real("p"), c.Size("kernelSize"), c.Size("stride"), c.Rounding),
        ["AdaptiveMaxPool1d"] = c => Ops.AdaptiveMaxPool1d(c["x"], c.First("outputSize")),
        ["AdaptiveMaxPool2d"] = c => Ops.AdaptiveMaxPool2d(c["x"], c.Size("outputSize")),
        ["AdaptiveMaxPool3d"] = c => Ops.AdaptiveMaxPool3d(c["x"], c.Size3("outputSize")),
        ["AdaptiveAvgPool1d"] = c => Ops.AdaptiveAvgPool1d(c["x"], c.First("outputSize")),
        ["AdaptiveAvgPool3d"] = c => Ops.AdaptiveAvgPool3d(c["x"], c.Size3("outputSize")),
        ["PlacesOfMaxPool2d"] = c =>
        {
            Ops.MaxPool2d(c["x"], out var places, c.Size("kernelSize"), c.Size("stride"), c.Sides("padding"), c.Size("dilation"));
            return places;
        },
        ["MaxUnpool1d"] = c => Ops.MaxUnpool1d(Ops.MaxPool1d(c["x"], out var places, c.Whole("kernelSize")), places, c.Whole("outputSize")),
        ["MaxUnpool2d"] = c => Ops.MaxUnpool2d(Ops.MaxPool2d(c["x"], out var places, c.Size("kernelSize")), places, c.Size("outputSize")),
        ["LayerNorm"] = c => Ops.LayerNorm(c["x"], [.. c["x"].Shape.TakeLast(c.Whole("axes"))], c.Find("gamma"), c.Find("beta"), c.Real("epsilon")),
        ["LayerNorm2d"] = c => Ops.LayerNorm2d(c["x"], c["gamma"], c["beta"], c.Real("epsilon")),
        ["GroupNorm"] = c => Ops.GroupNorm(c["x"], c.Whole("groups"), c.Find("gamma"), c.Find("beta"), c.Real("epsilon")),
        ["InstanceNorm"] = c => Ops.InstanceNorm(c["x"], epsilon: c.Real("epsilon")),
        ["InstanceNormTracked"] = c => Ops.InstanceNorm(
            c["x"], c["gamma"], c["beta"], c.Buffers["runningMean"], c.Buffers["runningVar"], c.Real("momentum"), c.Real("epsilon")),
    };

    private static Padding1d Row(StoredCase c) => (c.Pair("padding", 0).Before, c.Pair("padding", 0).After);

    private static Padding3d Volume(StoredCase c) => new(
        c.Pair("padding", 0).Before, c.Pair("padding", 0).After,
        new Padding2d(c.Pair("padding", 1).Before, c.Pair("padding", 1).After, c.Pair("padding", 2).Before, c.Pair("padding", 2).After));

    private static Padding3d Evenly(StoredCase c) => (c.Wholes("padding")[0], c.Wholes("padding")[1], c.Wholes("padding")[2]);
}
