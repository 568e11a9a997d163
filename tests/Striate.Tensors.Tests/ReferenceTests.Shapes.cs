using Striate.Kernels.Resampling;
using Striate.Kernels.Shaping;

namespace Striate.Tensors.Tests;

public partial class ReferenceTests
{
    private static Dictionary<string, Func<StoredCase, Tensor>> Shapes => new()
    {
        ["Reshape"] = c => Ops.Reshape(c["x"], c.Wholes("sizes")),
        ["FlattenAxes"] = c => Ops.Flatten(c["x"], c.Whole("start"), c.Whole("end")),
        ["Unflatten"] = c => Ops.Unflatten(c["x"], c.Whole("axis"), c.Wholes("sizes")),
        ["Permute"] = c => Ops.Permute(c["x"], c.Wholes("axes")),
        ["Transpose"] = c => Ops.Transpose(c["x"], c.Wholes("axes")[0], c.Wholes("axes")[1]),
        ["Slice"] = c => Ops.Slice(
            c["x"], [.. Enumerable.Repeat<AxisRange>(Range.All, c.Whole("axis")), (c.Wholes("range")[0]..c.Wholes("range")[1], c.Whole("step"))]),
        ["Flip"] = c => Ops.Flip(c["x"], c.Wholes("axes")),
        ["Select"] = c => Ops.Select(c["x"], c.Whole("axis"), c.Whole("place")),
        ["Concat"] = c => Ops.Concat(c.Whole("axis"), c["a"], c["b"], c["a"]),
        ["Stack"] = c => Ops.Stack(c.Whole("axis"), c["a"], c["b"]),
        ["Split"] = c => Ops.Concat(c.Whole("axis"), Backwards(Ops.Split(c["x"], c.Whole("axis"), c.Wholes("sizes")))),
        ["Chunk"] = c => Ops.Concat(c.Whole("axis"), Backwards(Ops.Chunk(c["x"], c.Whole("axis"), c.Whole("chunks")))),
        ["PixelShuffle"] = c => Ops.PixelShuffle(c["x"], c.Whole("factor")),
        ["PixelUnshuffle"] = c => Ops.PixelUnshuffle(c["x"], c.Whole("factor")),
        ["ChannelShuffle"] = c => Ops.ChannelShuffle(c["x"], c.Whole("groups")),
        ["IndexSelect"] = c => Ops.IndexSelect(c["x"], c.Whole("axis"), Numbers(c, [c.Labels.Length])),
        ["Gather"] = c => Ops.Gather(c["x"], c.Whole("axis"), Numbers(c, Shape.Of(c.Wholes("shape")))),
        ["Pad"] = c => Ops.Pad(c["x"], c.Sides("padding"), Enum.Parse<PadMode>(c.Text("mode"))),
        ["PadAxes"] = c => Ops.Pad(
            c["x"], [.. c.Wholes("before").Zip(c.Wholes("after"), (before, after) => new AxisPadding(before, after))], Enum.Parse<PadMode>(c.Text("mode"))),
        ["Resize"] = c => Ops.Resize(
            c["x"], c.Size("size"), Enum.Parse<ResizeMode>(c.Text("mode")), c.Flag("alignCorners"), c.Flag("antialias")),
        ["ResizeBy"] = c => Ops.Resize(c["x"], c.Real("factor"), Enum.Parse<ResizeMode>(c.Text("mode")), c.Flag("alignCorners")),
        ["Unfold"] = c => Ops.Unfold(c["x"], c.Size("kernelSize"), c.Size("stride"), c.Sides("padding"), c.Size("dilation")),
        ["Fold"] = c => Ops.Fold(c["x"], c.Size("outputSize"), c.Size("kernelSize"), c.Size("stride"), c.Sides("padding"), c.Size("dilation")),
        ["AffineGrid"] = c => Ops.AffineGrid(c["theta"], c.Size("size"), c.Flag("alignCorners")),
        ["GridSample"] = c => Ops.GridSample(
            c["x"], c["grid"], Enum.Parse<GridSampleMode>(c.Text("mode")), Enum.Parse<GridPadding>(c.Text("padding")), c.Flag("alignCorners")),
    };

    private static Tensor Numbers(StoredCase c, Shape shape) => Tensor.From(Array.ConvertAll(c.Labels, label => (float)label), shape);

    private static Tensor[] Backwards(Tensor[] parts) => [.. Enumerable.Reverse(parts)];
}
