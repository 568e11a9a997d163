using System.Globalization;

namespace Striate.Training;

/// <summary>Ends a run whose test accuracy has not risen for some epochs.</summary>
/// <param name="patience">Epochs without a new best after which it ends, at least 1.</param>
public sealed class EarlyStopping(int patience) : Callback
{
    private readonly int _patience = patience >= 1
        ? patience
        : throw new ArgumentOutOfRangeException(nameof(patience), $"Early stopping: a patience of {patience} epochs, expected at least 1.");

    private double _best = double.NegativeInfinity;
    private int _waited;

    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer, TrainingEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(epoch);
        if (epoch.Test is not { } test)
        {
            throw new InvalidOperationException("Early stopping watches the test accuracy. Give the trainer test data.");
        }

        if (test.Accuracy > _best)
        {
            (_best, _waited) = (test.Accuracy, 0);
        }
        else if (++_waited >= _patience)
        {
            trainer.Stop($"no better test accuracy for {_patience} epoch{(_patience == 1 ? "" : "s")}");
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> SaveState() =>
        [("earlyStopping.best", _best.ToString("R", CultureInfo.InvariantCulture)), ("earlyStopping.waited", $"{_waited}")];

    /// <inheritdoc/>
    public override void LoadState(IReadOnlyDictionary<string, string> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.TryGetValue("earlyStopping.best", out var best))
        {
            return;
        }

        _best = double.Parse(best, CultureInfo.InvariantCulture);
        _waited = int.Parse(state["earlyStopping.waited"], CultureInfo.InvariantCulture);
    }
}
