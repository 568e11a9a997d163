using System.Diagnostics;
using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// Makes the batches of each epoch from a data set, on threads that work ahead of the network. The order of an epoch
/// follows from seed and epoch, what is random in a sample from seed, epoch and the sample's place: batches do not depend
/// on the number of threads, and an epoch that begins in its middle gives exactly the rest of the whole one.
/// </summary>
/// <example><code>
/// var loader = new DataLoader(Mnist.Train(), 64, new DataLoaderOptions { Shuffle = true, Normalize = Normalize.Mnist });
/// foreach (var batch in loader.Epoch(0))
/// {
///     var loss = Ops.CrossEntropy(net.Forward(batch.Images), batch.Labels.Span);
/// }
/// </code></example>
public sealed class DataLoader
{
    private BatchRing? _spare;

    /// <summary>Creates a loader; it looks at the first picture, to know the size of all.</summary>
    /// <param name="data">At least one picture.</param>
    /// <param name="batchSize">Samples in a batch, at least 1; the last batch may have fewer.</param>
    /// <param name="options">How; null for in order, without augmentation, to the scale from 0 to 1.</param>
    /// <exception cref="ArgumentException">A data set that makes no batch.</exception>
    /// <exception cref="ShapeException">A normalisation for another number of channels.</exception>
    public DataLoader(Dataset data, int batchSize, DataLoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        (Data, BatchSize, Options) = (data, batchSize, options ?? new DataLoaderOptions());
        ArgumentOutOfRangeException.ThrowIfNegative(Options.Threads, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Options.Threads, 256, nameof(options));
        BatchCount = (int)((data.Count + (Options.DropLast ? 0L : batchSize - 1)) / batchSize);
        if (BatchCount == 0)
        {
            throw new ArgumentException(data.Count == 0
                ? $"{data.Name} has no pictures. Choose another data set, or another part of it."
                : $"{data.Name} has {data.Count} pictures, which make no batch of {batchSize} with DropLast. Use a smaller batch, or keep the last one.");
        }

        SourceChannels = Options.Channels ?? data.PictureOf(0).Channels;
        var picture = new SampleReader(data, Options, SourceChannels).Read(0, 0);
        Options.Normalize.CheckChannels(picture.Channels);
        ImageShape = [picture.Channels, picture.Height, picture.Width];
    }

    /// <summary>Where the samples come from.</summary>
    public Dataset Data { get; }

    /// <summary>Samples in a batch.</summary>
    public int BatchSize { get; }

    /// <summary>How batches are made.</summary>
    public DataLoaderOptions Options { get; }

    /// <summary>Batches in an epoch.</summary>
    public int BatchCount { get; }

    /// <summary>The shape of one image after augmentation, [C, H, W].</summary>
    public Shape ImageShape { get; }

    /// <summary>How long the consumer of the current or last epoch has waited for batches.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>Channels of a picture before augmentation.</summary>
    internal int SourceChannels { get; }

    /// <summary>The batches of an epoch. To leave the loop early is well: its threads end.</summary>
    /// <param name="epoch">Which one, from 0.</param>
    /// <param name="firstBatch">Where to begin: the batches before it are not made.</param>
    /// <returns>Each batch is valid until the next one is asked for.</returns>
    /// <exception cref="ShapeException">While it runs: a picture of another size than the first.</exception>
    /// <exception cref="FileFormatException">While it runs: a picture that cannot be read.</exception>
    public IEnumerable<Batch> Epoch(int epoch, int firstBatch = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(firstBatch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstBatch, BatchCount);
        return Batches(epoch, firstBatch);
    }

    /// <summary>Checks that a sample has the size of the first.</summary>
    internal void CheckSize(int index, Picture picture)
    {
        if (picture.Height != ImageShape[1] || picture.Width != ImageShape[2] || picture.Channels != ImageShape[0])
        {
            throw new ShapeException(
                $"{Data.Name}: picture {index} is {picture}, the first one is {ImageShape[1]}x{ImageShape[2]}x{ImageShape[0]}, and a batch has one size."
                + " Give a size that all are brought to.");
        }
    }

    private IEnumerable<Batch> Batches(int epoch, int firstBatch)
    {
        // The ring of the last epoch serves again; an epoch that runs beside another one makes its own.
        var ring = Interlocked.Exchange(ref _spare, null) ?? new BatchRing(this);
        ring.StartEpoch(epoch);
        Waited = TimeSpan.Zero;
        try
        {
            using var feed = new BatchFeed(ring, Options.Threads, firstBatch, BatchCount);
            for (var number = firstBatch; number < BatchCount; number++)
            {
                var start = Stopwatch.GetTimestamp();
                var batch = feed.Take(number);
                Waited += Stopwatch.GetElapsedTime(start);
                yield return batch;
            }
        }
        finally
        {
            _spare = ring;
        }
    }
}
