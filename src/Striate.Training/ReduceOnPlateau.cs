using System.Globalization;

namespace Striate.Training;

/// <summary>Lowers the learning rate of a run whose score has not improved for some epochs: by a factor on what its schedule says.</summary>
/// <param name="factor">What the learning rate is multiplied by, above 0 and below 1.</param>
/// <param name="patience">Epochs without a better score after which it does, at least 1.</param>
/// <param name="leastScale">The least share of the schedule's learning rate that it goes down to.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
public sealed class ReduceOnPlateau(double factor = 0.1, int patience = 10, double leastScale = 0) : Callback
{
    private readonly double _factor = factor is > 0 and < 1
        ? factor
        : throw new ArgumentOutOfRangeException(
            nameof(factor), string.Create(CultureInfo.InvariantCulture, $"Reduce on plateau: a factor of {factor}, expected above 0 and below 1."));

    private readonly int _patience = patience >= 1
        ? patience
        : throw new ArgumentOutOfRangeException(nameof(patience), $"Reduce on plateau: a patience of {patience} epochs, expected at least 1.");

    private double _best = double.NegativeInfinity;
    private double _scale = 1;
    private int _waited;

    /// <summary>The score is the test accuracy, or the negative of the mean loss where there are no test data.</summary>
    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer, TrainingEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(epoch);
        if (epoch.Score > _best)
        {
            (_best, _waited) = (epoch.Score, 0);
        }
        else if (++_waited >= _patience)
        {
            _waited = 0;
            _scale = Math.Max(_scale * _factor, leastScale);
            trainer.LearningRateScale = _scale;
        }
    }

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer, int batches, int epochs)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        trainer.LearningRateScale = _scale;
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> SaveState() =>
    [
        ("plateau.best", _best.ToString("R", CultureInfo.InvariantCulture)),
        ("plateau.scale", _scale.ToString("R", CultureInfo.InvariantCulture)),
        ("plateau.waited", $"{_waited}"),
    ];

    /// <inheritdoc/>
    public override void LoadState(IReadOnlyDictionary<string, string> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.TryGetValue("plateau.best", out var best))
        {
            _best = double.Parse(best, CultureInfo.InvariantCulture);
            _scale = double.Parse(state["plateau.scale"], CultureInfo.InvariantCulture);
            _waited = int.Parse(state["plateau.waited"], CultureInfo.InvariantCulture);
        }
    }
}
