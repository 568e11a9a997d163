using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A block of Inception-v3: convolutions in branches, which may part once more, and a pooling beside them. All convolutions are
/// children of the block, as torchvision names them.
/// </summary>
/// <remarks>Input [N, inChannels, H, W], output [N, OutChannels, H, W], or about half of H and W where its last convolutions stride.</remarks>
internal sealed class InceptionV3Block : Module
{
    /// <summary>Standard deviation of first weights.</summary>
    public const double Deviation = 0.1;

    private readonly Branch[] _branches;
    private readonly Module _pool;
    private readonly Sequential? _branchPool;

    /// <summary>Builds the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="poolFilters">1×1 filters after an average pooling; 0 for a maximum pooling alone, which halves the maps.</param>
    /// <param name="branches">The first convolutions of the branches.</param>
    public InceptionV3Block(int inChannels, int poolFilters, Step[] branches)
    {
        _branches = [.. branches.Select(branch => Build(inChannels, branch))];
        if (poolFilters == 0)
        {
            _pool = Add("pool", new MaxPool2d(3, stride: 2));
            OutChannels += inChannels;
        }
        else
        {
            _pool = Add("pool", new AvgPool2d(3, stride: 1, padding: 1));
            _branchPool = Add("branch_pool", Convolution(inChannels, poolFilters, 1));
            OutChannels += poolFilters;
        }
    }

    /// <summary>Channels of the output.</summary>
    public int OutChannels { get; private set; }

    /// <summary>As <see cref="Inception.Convolution"/>, with larger first weights.</summary>
    public static Sequential Convolution(int inChannels, int outChannels, Size2d size, int stride = 1, Padding2d? padding = null) =>
        Inception.Convolution(inChannels, outChannels, size, stride, padding, Deviation);

    protected override Tensor ForwardCore(Tensor x)
    {
        var ends = new List<Tensor>();
        foreach (var branch in _branches)
        {
            Run(branch, x, ends);
        }

        var pooled = _pool.Forward(x);
        ends.Add(_branchPool?.Forward(pooled) ?? pooled);
        return Ops.ConcatChannels([.. ends]);
    }

    private static void Run(Branch branch, Tensor x, List<Tensor> ends)
    {
        x = branch.Layer.Forward(x);
        if (branch.Next.Length == 0)
        {
            ends.Add(x);
        }

        foreach (var next in branch.Next)
        {
            Run(next, x, ends);
        }
    }

    private Branch Build(int inChannels, Step step)
    {
        Padding2d? padding = step.Stride > 1 ? 0 : null;
        var layer = Add(step.Name, Convolution(inChannels, step.Filters, step.Size, step.Stride, padding));
        OutChannels += step.Next.Length == 0 ? step.Filters : 0;
        return new Branch(layer, [.. step.Next.Select(next => Build(step.Filters, next))]);
    }

    /// <summary>A convolution of a branch: its name, its filters and their size, and the convolutions that go on from it.</summary>
    internal sealed record Step(string Name, int Filters, Size2d Size, params Step[] Next)
    {
        /// <summary>Its stride; beyond 1 nothing pads the maps.</summary>
        public int Stride { get; init; } = 1;
    }

    private sealed record Branch(Module Layer, Branch[] Next);
}
