using Striate.Data.Augmentation;
using Striate.Kernels.Conv;

namespace Striate.Data;

/// <summary>How a <see cref="DataLoader"/> makes batches.</summary>
public sealed record DataLoaderOptions
{
    /// <summary>Whether each epoch has an order of its own; otherwise the order is that of the data set.</summary>
    public bool Shuffle { get; init; }

    /// <summary>Decides the order and all that is random in augmentation and mixing.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What happens to every picture, in this order.</summary>
    public IReadOnlyList<IAugmentation> Augmentation { get; init; } = [];

    /// <summary>
    /// How the images of a batch are mixed after everything else, one of these by lot for each batch; none for as they are.
    /// Each image then has two labels (<see cref="Batch.OtherLabels"/>).
    /// </summary>
    public IReadOnlyList<BatchMixing> Mixing { get; init; } = [];

    /// <summary>How bytes become floats.</summary>
    public Normalize Normalize { get; init; } = Normalize.UnitRange;

    /// <summary>
    /// Height and width to which pictures are brought before augmentation, scaled and cut as <see cref="Cover"/> does; null
    /// where all have one size, or where an augmentation gives them one.
    /// </summary>
    public Size2d? Size { get; init; }

    /// <summary>Channels to which pictures are brought: 1, 3 or 4; null for those of the first picture.</summary>
    public int? Channels { get; init; }

    /// <summary>
    /// Threads that make batches ahead; with 0 the caller makes them when asked. Batches are the same at any number. The
    /// default is half of the processors, at least 1 and at most 8: the network needs the rest.
    /// </summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 8);

    /// <summary>Whether a last batch that is not full is left out.</summary>
    public bool DropLast { get; init; }

    /// <summary>
    /// Whether every class has the same share of an epoch, whose length stays: of a large class some pictures are left out, each time
    /// others; those of a small one come several times, all equally often. Goes with an order of its own for each epoch.
    /// </summary>
    public bool Balance { get; init; }
}
