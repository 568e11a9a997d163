using Striate.Tensors;

namespace Striate.Networks;

/// <summary>What <see cref="MaxPool1d"/>, <see cref="MaxPool2d"/> and <see cref="MaxPool3d"/> have in common: they can tell where the maxima stood.</summary>
public abstract class MaxPool : Module
{
    private Shape? _input;

    private protected MaxPool()
    {
    }

    /// <summary>Whether <see cref="Places"/> are told; a <see cref="MaxUnpool2d"/> and its like ask for them.</summary>
    public bool KeepsPlaces { get; set; }

    /// <summary>Where the maxima of the newest run stood, for as long as its output lives: whole numbers, the shape of the output, each the place
    /// in its signal, image or volume counted in reading order. Null before the first run, or if they are not kept.</summary>
    public Tensor? Places { get; private set; }

    /// <inheritdoc/>
    protected sealed override Tensor ForwardCore(Tensor x)
    {
        if (!KeepsPlaces)
        {
            return Pool(x);
        }

        var y = Pool(x, out var places);
        (Places, _input) = (places, x.Shape);
        return y;
    }

    private protected abstract Tensor Pool(Tensor x);

    private protected abstract Tensor Pool(Tensor x, out Tensor places);

    /// <summary>The places, and the sizes along all axes of what was pooled.</summary>
    internal (Tensor Places, Shape Input) Kept(Module asker) => (Places, _input) is ({ } places, { } input)
        ? (places, input)
        : throw new InvalidOperationException($"{asker}: {this} has not run yet. It has to run first, in the same pass.");
}
