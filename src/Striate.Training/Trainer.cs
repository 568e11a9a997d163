using System.Diagnostics;
using Striate.Data;
using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Training;

/// <summary>
/// Trains a network on batches: forward, loss, backward, update. All else (progress, logs, checkpoints, early stopping) are
/// <see cref="Callbacks"/>. Its whole state is the network, the optimiser and a <see cref="TrainingPosition"/>: everything
/// random follows from the seed and the position.
/// </summary>
/// <param name="network">What learns.</param>
/// <param name="loss">What is made small.</param>
/// <param name="optimizer">What changes the parameters.</param>
/// <param name="schedule">The learning rate of every step; null for the optimiser's own.</param>
/// <param name="seed">Decides dropout; the loader has its own.</param>
public sealed class Trainer(Module network, Loss loss, Optimizer optimizer, Schedule? schedule = null, ulong seed = 1)
{
    private readonly Loss _loss = loss;
    private readonly Schedule _schedule = schedule ?? new ConstantSchedule(optimizer.LearningRate);

    /// <summary>What learns.</summary>
    public Module Network { get; } = network;

    /// <summary>What changes the parameters.</summary>
    public Optimizer Optimizer { get; } = optimizer;

    /// <summary>Where the run is; set it to go on from there.</summary>
    public TrainingPosition Position { get; set; } = new();

    /// <summary>Who is told of what happens, in this order.</summary>
    public IList<Callback> Callbacks { get; } = [];

    /// <summary>Why the run ended before its last epoch, or is about to; null while it goes on. Part of a checkpoint; set null to go on.</summary>
    public string? StopReason { get; set; }

    /// <summary>The newest epoch that has ended; null before the first.</summary>
    public TrainingEpoch? LastEpoch { get; private set; }

    /// <summary>How the network did on the test data after <see cref="LastEpoch"/>.</summary>
    public Evaluation? Evaluation => LastEpoch?.Test;

    /// <summary>Ends the run for good after the current step. To interrupt it, cancel <see cref="Fit"/>.</summary>
    /// <param name="reason">Why, for the log.</param>
    public void Stop(string reason) => StopReason = reason;

    /// <summary>Whether a run of so many epochs has ended: all of them are done, or something has stopped it.</summary>
    /// <param name="epochs">The epoch to end with, counted from the beginning of the run.</param>
    public bool HasEnded(int epochs) => Position.Epoch >= epochs || StopReason is not null;

    /// <summary>Trains from the current position to the end of an epoch. A run that has ended already stays as it is.</summary>
    /// <param name="train">Batches to learn from.</param>
    /// <param name="test">Batches to evaluate after each epoch, or null.</param>
    /// <param name="epochs">The epoch to end with, counted from the beginning of the run.</param>
    /// <param name="cancel">Interrupts the run after the current step; it can go on from there.</param>
    /// <exception cref="DivergedException">The loss, the weights or the scores are no longer finite numbers.</exception>
    /// <exception cref="ArgumentException">The position lies beyond the end of an epoch of these batches.</exception>
    public void Fit(DataLoader train, DataLoader? test, int epochs, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (Position.Batch > train.BatchCount)
        {
            throw new ArgumentException(
                $"The run stands at batch {Position.Batch} of epoch {Position.Epoch + 1}, and {train.Data.Name} makes {train.BatchCount} batches. "
                + "Go on with the data and the batch size of the stored run.");
        }

        if (HasEnded(epochs))
        {
            return;
        }

        Tell(callback => callback.OnStart(this, train.BatchCount, epochs));
        while (GoesOn())
        {
            MakeSteps(train, GoesOn);
            Checkpoint();
            if (GoesOn())
            {
                EndEpoch(train, test);
                Checkpoint();
            }
        }

        Network.Eval();
        Tell(callback => callback.OnEnd(this));

        bool GoesOn() => !HasEnded(epochs) && !cancel.IsCancellationRequested;
    }

    /// <summary>One step on one batch.</summary>
    /// <param name="batch">Images and labels.</param>
    /// <returns>What the step saw.</returns>
    /// <exception cref="DivergedException">The loss is no longer a finite number.</exception>
    public TrainingStep TrainStep(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var tape = new Tape(Rng.Hash(seed, (ulong)Position.Step));
        var scores = Network.Forward(batch.Images);
        var loss = _loss.Of(scores, batch.Labels.Span);
        DivergedException.ThrowIfNotFinite(loss, tape, Position, Optimizer.LearningRate);
        loss.Backward();
        Optimizer.LearningRate = _schedule.At(Position.Step);
        Optimizer.Step();
        return new TrainingStep(Position, batch.Count, loss.Item(), Scores.CountCorrect(scores, batch.Labels.Span), Optimizer.LearningRate);
    }

    private void MakeSteps(DataLoader train, Func<bool> goesOn)
    {
        var clock = new EpochClock(Position);
        Network.Train();
        foreach (var batch in train.Epoch(Position.Epoch, Position.Batch))
        {
            var step = TrainStep(batch);
            Position = Position.After(step, clock.Elapsed);
            Tell(callback => callback.OnStep(this, step));
            if (!goesOn())
            {
                return;
            }
        }
    }

    private void EndEpoch(DataLoader train, DataLoader? test)
    {
        var ended = Position;
        var evaluation = test is null ? null : Evaluator.Run(Network, test, _loss);
        Position = ended.NextEpoch();
        LastEpoch = new TrainingEpoch(ended, evaluation, ended.EpochTime, train.Waited, _schedule.At(ended.Step - 1));
        Tell(callback => callback.OnEpoch(this, LastEpoch));
    }

    // What is not finite is not worth storing: the checkpoint before it stays.
    private void Checkpoint()
    {
        DivergedException.ThrowIfNotFinite(Network, Position, Optimizer.LearningRate);
        Tell(callback => callback.OnCheckpoint(this));
    }

    private void Tell(Action<Callback> what)
    {
        foreach (var callback in Callbacks)
        {
            what(callback);
        }
    }

    // Seconds of the current epoch, those before an interruption included.
    private readonly struct EpochClock(TrainingPosition start)
    {
        private readonly long _began = Stopwatch.GetTimestamp();
        private readonly TimeSpan _before = start.EpochTime;

        public TimeSpan Elapsed => _before + Stopwatch.GetElapsedTime(_began);
    }
}
