using Striate.Kernels.Conv;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>A linear layer as it ran, so that it can run again with other numbers; a batch normalisation behind it is part of its weights.</summary>
/// <param name="Input">What it read.</param>
/// <param name="Weight">Its weights, a row or a filter for each output channel.</param>
/// <param name="Bias">Its biases, or null.</param>
/// <param name="Geometry">Of a convolution; null for a fully connected layer.</param>
internal sealed record LinearStep(Tensor Input, Tensor Weight, Tensor? Bias, Conv2dGeometry? Geometry)
{
    /// <summary>The layer whose run was recorded last.</summary>
    public static LinearStep Of(Operation operation) => new(
        operation.Inputs[0], operation.Inputs[1], operation.Inputs.Count > 2 ? operation.Inputs[2] : null, operation.Attributes as Conv2dGeometry?);

    /// <summary>The layer and the batch normalisation behind it: w·a and (b − mean)·a + β, with a = γ / √(variance + ε).</summary>
    public LinearStep With(BatchNorm norm, double epsilon)
    {
        var scale = norm.Weight.Value / Ops.Sqrt(norm.RunningVar + epsilon);
        var bias = Bias is null ? -norm.RunningMean : Bias - norm.RunningMean;
        var rows = Ops.Reshape(scale, [scale.Length, .. Enumerable.Repeat(1, Weight.Shape.Rank - 1)]);
        return this with { Weight = Ops.Multiply(Weight, rows), Bias = (bias * scale) + norm.Bias.Value };
    }

    /// <summary>Runs it without biases.</summary>
    public Tensor Run(Tensor x, Tensor weight) => Geometry is not { } g
        ? Ops.Linear(x, weight)
        : Ops.Conv2d(
            x, weight, null, (g.Rows.Stride, g.Columns.Stride), new Padding2d(g.Rows.Before, g.Rows.After, g.Columns.Before, g.Columns.After),
            (g.Rows.Dilation, g.Columns.Dilation), g.Groups);

    /// <summary>What the transposed layer makes of a tensor of its output's shape.</summary>
    public Tensor RunBack(Tensor weight, Tensor y)
    {
        using var tape = new Tape(seed: 0);
        var x = Tensor.Zeros(Input.Shape, Input.Layout);
        x.RequiresGrad = true;
        Run(x, weight).Backward(y);
        return x.Grad!.Clone().Keep();
    }
}
