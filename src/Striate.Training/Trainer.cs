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

    /// <summary>Why the run is to end before its last epoch; null while it goes on. A callback or the caller sets it.</summary>
    public string? StopReason { get; private set; }

    /// <summary>How the network did on the test data after the newest epoch; null before the first.</summary>
    public Evaluation? Evaluation { get; private set; }

    /// <summary>Ends the run after the current step.</summary>
    /// <param name="reason">Why, for the log.</param>
    public void Stop(string reason) => StopReason = reason;

    /// <summary>Trains from the current position to the end of an epoch.</summary>
    /// <param name="train">Batches to learn from.</param>
    /// <param name="test">Batches to evaluate after each epoch, or null.</param>
    /// <param name="epochs">The epoch to end with, counted from the beginning of the run.</param>
    /// <param name="cancel">Ends the run after the current step.</param>
    /// <exception cref="DivergedException">The loss is no longer a finite number.</exception>
    public void Fit(DataLoader train, DataLoader? test, int epochs, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        StopReason = null;
        Tell(callback => callback.OnStart(this, train.BatchCount, epochs));
        while (Position.Epoch < epochs && StopReason is null)
        {
            var clock = new EpochClock(Position);
            Network.Train();
            foreach (var batch in train.Epoch(Position.Epoch, Position.Batch))
            {
                var step = TrainStep(batch);
                Position = Position.After(step, clock.Elapsed);
                Tell(callback => callback.OnStep(this, step));
                if (cancel.IsCancellationRequested)
                {
                    Stop("cancelled");
                }

                if (StopReason is not null && Position.Batch < train.BatchCount)
                {
                    Tell(callback => callback.OnEnd(this));
                    return;
                }
            }

            EndEpoch(train, test, clock.Elapsed);
        }

        Network.Eval();
        Tell(callback => callback.OnEnd(this));
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

    private void EndEpoch(DataLoader train, DataLoader? test, TimeSpan elapsed)
    {
        var ended = Position;
        Evaluation = test is null ? null : Evaluator.Run(Network, test);
        Position = ended.NextEpoch();
        var epoch = new TrainingEpoch(ended, Evaluation, elapsed, train.Waited, Optimizer.LearningRate);
        Tell(callback => callback.OnEpoch(this, epoch));
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
