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

    /// <summary>
    /// A moment to store the run, from which it can go on: before each evaluation, so that whatever goes wrong there costs no
    /// epoch; after each epoch, when every callback has heard of it; and where the run is interrupted.
    /// </summary>
    /// <param name="trainer">Who trains; its weights are finite.</param>
    public virtual void OnCheckpoint(Trainer trainer)
    {
    }

    /// <summary>The run has ended by itself, was stopped (<see cref="Trainer.StopReason"/>) or interrupted.</summary>
    /// <param name="trainer">Who trains.</param>
    public virtual void OnEnd(Trainer trainer)
    {
    }

    /// <summary>What a checkpoint is to store, so that a resumed run behaves as if never stopped.</summary>
    /// <returns>Names and values; names are unique among all callbacks.</returns>
    public virtual IEnumerable<(string Name, string Value)> SaveState() => [];

    /// <summary>Takes back what <see cref="SaveState"/> gave.</summary>
    /// <param name="state">Names and values of all callbacks.</param>
    /// <exception cref="FormatException">A value is not one that <see cref="SaveState"/> gives.</exception>
    public virtual void LoadState(IReadOnlyDictionary<string, string> state)
    {
    }
}
