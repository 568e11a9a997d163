namespace Striate.Insight;

/// <summary>Settings of <see cref="StyleTransfer"/>.</summary>
public sealed record StyleTransferOptions
{
    /// <summary>Pixels of the result's longer side.</summary>
    public int Size { get; init; } = 256;

    /// <summary>How often the loss and its gradient are computed at most, over all scales.</summary>
    public int Steps { get; init; } = 300;

    /// <summary>Sizes from coarse to fine, each half of the next; the steps are shared out evenly. 1 for the final size alone.</summary>
    public int Scales { get; init; } = 2;

    /// <summary>What changes the pixels.</summary>
    public StyleOptimizer Optimizer { get; init; } = StyleOptimizer.LBfgs;

    /// <summary>Adam's step size, in standard deviations of a pixel.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Weight of the content beside the style, whose weight is 1: both losses are relative, and at most about 1.</summary>
    public double ContentWeight { get; init; } = 0.02;

    /// <summary>Weight of the differences between neighbouring pixels, against noise.</summary>
    public double SmoothnessWeight { get; init; } = 0.001;

    /// <summary>Weights of the styles; null for all alike.</summary>
    public IReadOnlyList<double>? StyleWeights { get; init; }

    /// <summary>Whether the colours of the content are kept.</summary>
    public ColourKeeping Colours { get; init; }

    /// <summary>Starts from noise instead of the content.</summary>
    public bool FromNoise { get; init; }

    /// <summary>Share of a style's height and width that is cut off at each edge, from 0 to 0.4: a frame would be painted too.</summary>
    public double Trim { get; init; }

    /// <summary>Decides the noise.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Layers whose Gram matrices make the style; null for <see cref="StyleLayers.Of"/>.</summary>
    public IReadOnlyList<string>? StyleLayers { get; init; }

    /// <summary>The layer whose maps make the content; null for the last but one of the default style layers.</summary>
    public string? ContentLayer { get; init; }

    /// <summary>Is told after each step how many are done.</summary>
    public Action<int>? OnStep { get; init; }
}
