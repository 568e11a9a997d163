namespace Striate.Training;

/// <summary>Is told what happens in a run. Override what is of interest.</summary>
public abstract class Callback
{
    /// <summary>The run begins, or goes on.</summary>
    /// <param name="trainer">Who trains.</param>
    /// <param name="batches">Batches of an epoch.</param>
    /// <param name="epochs">The epoch to end with.</param>
    public virtual void OnStart(Trainer trainer, int batches, int epochs)
    {
    }

    /// <summary>A step was made.</summary>
    /// <param name="trainer">Who trains; its position is after the step.</param>
    /// <param name="step">The step.</param>
    public virtual void OnStep(Trainer trainer, TrainingStep step)
    {
    }

    /// <summary>An epoch has ended and was evaluated.</summary>
    /// <param name="trainer">Who trains; its position is the beginning of the next epoch.</param>
    /// <param name="epoch">The epoch.</param>
    public virtual void OnEpoch(Trainer trainer, TrainingEpoch epoch)
    {
    }

    /// <summary>The run has ended, by itself or because it was stopped (<see cref="Trainer.StopReason"/>).</summary>
    /// <param name="trainer">Who trains.</param>
    public virtual void OnEnd(Trainer trainer)
    {
    }

    /// <summary>What a checkpoint is to store, so that a resumed run behaves as if never stopped.</summary>
    /// <returns>Names and values; names are unique among all callbacks.</returns>
    public virtual IEnumerable<(string Name, string Value)> SaveState() => [];

    /// <summary>Takes back what <see cref="SaveState"/> gave.</summary>
    /// <param name="state">Names and values of all callbacks.</param>
    public virtual void LoadState(IReadOnlyDictionary<string, string> state)
    {
    }
}
