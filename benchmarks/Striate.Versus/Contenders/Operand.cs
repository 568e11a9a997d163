using Striate.Kernels;
using Striate.Tensors;
using Striate.Versus.Libtorch;
using TorchSharp;

namespace Striate.Versus.Contenders;

/// <summary>An input of an operation: the same numbers, drawn from the normal distribution, for both sides.</summary>
/// <param name="Name">Its name; decides the numbers.</param>
/// <param name="Shape">Its sizes; four of them are images or filters.</param>
/// <param name="HasGradient">Whether the backward pass is to compute its gradient.</param>
/// <param name="Step">The numbers are rounded to multiples of it; null for as they are drawn.</param>
internal sealed record Operand(string Name, Shape Shape, bool HasGradient = false, float? Step = null)
{
    /// <summary>The numbers in row-major order.</summary>
    public float[] Values()
    {
        var values = Tensor.Normal(Shape, new Rng(Rng.Hash(Name))).ToArray();
        return Step is { } step ? Array.ConvertAll(values, value => MathF.Round(value / step) * step) : values;
    }

    /// <summary>A tensor of Striate; images and filters are channels-last.</summary>
    public Tensor ToStriate()
    {
        var tensor = Tensor.Uninitialized(Shape, Shape.Rank == 4 ? Layout.ChannelsLast : Layout.RowMajor);
        tensor.CopyFrom(Values());
        tensor.RequiresGrad = HasGradient;
        return tensor;
    }

    /// <summary>A tensor of libtorch.</summary>
    /// <param name="format">The order of images and filters in memory.</param>
    public torch.Tensor ToLibtorch(MemoryFormat format) => Exchange.ToTorch(Values(), Shape, format).requires_grad_(HasGradient);
}
