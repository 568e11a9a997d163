using System.Globalization;
using Striate.Networks;

namespace Striate.Training;

/// <summary>Stores the newest state of a run, before and after each evaluation and where it is interrupted, and the best weights so far.</summary>
/// <param name="folder">Where to store them.</param>
public sealed class CheckpointCallback(RunFolder folder) : Callback
{
    private double _best = double.NegativeInfinity;

    /// <summary>Test accuracy of the best epoch so far; without test data the negative of its mean loss.</summary>
    public double Best => _best;

    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer, TrainingEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(epoch);
        if (epoch.Score > _best)
        {
            _best = epoch.Score;
            Weights.Save(trainer.Network, folder.BestWeights);
        }
    }

    /// <inheritdoc/>
    public override void OnCheckpoint(Trainer trainer) => Checkpoint.Save(trainer, folder.NewestCheckpoint);

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> SaveState() =>
        [("checkpoint.best", _best.ToString("R", CultureInfo.InvariantCulture))];

    /// <inheritdoc/>
    public override void LoadState(IReadOnlyDictionary<string, string> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.TryGetValue("checkpoint.best", out var best))
        {
            _best = double.Parse(best, CultureInfo.InvariantCulture);
        }
    }
}
