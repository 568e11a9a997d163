using Striate.Tensors;
using TorchSharp;

namespace Striate.Versus.Libtorch;

/// <summary>Numbers from Striate to libtorch and back.</summary>
internal static class Exchange
{
    /// <summary>A tensor of libtorch; images and filters in a memory format.</summary>
    /// <param name="values">Numbers in row-major order.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="format">The order in memory where there are four axes.</param>
    public static torch.Tensor ToTorch(float[] values, Shape shape, MemoryFormat format)
    {
        using var scope = torch.NewDisposeScope();
        var tensor = torch.tensor(values, [.. shape.Select(size => (long)size)]);
        return InFormat(tensor, format).MoveToOuterDisposeScope();
    }

    /// <summary>The same numbers in a memory format. TorchSharp has no call for it: channels-last is N, H, W, C, permuted.</summary>
    public static torch.Tensor InFormat(torch.Tensor tensor, MemoryFormat format) =>
        tensor.dim() == 4 && format == MemoryFormat.ChannelsLast
            ? tensor.detach().permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2)
            : tensor.detach().contiguous();

    /// <summary>The numbers in row-major order.</summary>
    public static float[] ToArray(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().contiguous().data<float>().ToArray();
    }
}
