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
/// <param name="loss">What is made small, from outputs and labels; a <see cref="TargetLoss"/> is given them as ones and zeros. For other targets write the loop.</param>
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

    /// <summary>Batches whose gradients are summed for one step, weighted by their samples: as one batch of their sum, but for batch
    /// normalisation, in the memory of one. What is left at the end of an epoch makes a smaller step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int BatchesInStep
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
    = 1;

    /// <summary>The largest norm of a step's gradient, to which a longer one is shortened (<see cref="GradientClipping.ByNorm"/>); null for none.</summary>
    public double? MaxGradientNorm { get; init; }

    /// <summary>The running mean of the weights that is evaluated, given to <see cref="Callback.OnEpoch"/> and left in the network at the
    /// end, in the place of the newest ones; null for none. Part of a checkpoint.</summary>
    public WeightAverage? Average { get; init; }

    /// <summary>What the schedule's learning rates are multiplied by, for who lowers them by what happens (<see cref="ReduceOnPlateau"/>).</summary>
    public double LearningRateScale { get; set; } = 1;

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

    /// <summary>Leaves the mean weights in the network, where there are any (<see cref="Average"/>); going on brings its own back.</summary>
    public void TakeAverage()
    {
        if (Average is { IsSwapped: false })
        {
            Average.Swap();
        }
    }

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

        if (Average is { IsSwapped: true })
        {
            Average.Swap();
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
        if (HasEnded(epochs))
        {
            TakeAverage();
        }

        Tell(callback => callback.OnEnd(this));

        bool GoesOn() => !HasEnded(epochs) && !cancel.IsCancellationRequested;
    }

    /// <summary>One step on one batch.</summary>
    /// <param name="batch">Images and labels; of mixed images both labels count.</param>
    /// <returns>What the step saw.</returns>
    /// <exception cref="DivergedException">The loss is no longer a finite number.</exception>
    public TrainingStep TrainStep(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var gradients = new StepGradients();
        Learn(batch, ref gradients);
        return Update(gradients);
    }

    // Forward, loss, backward: the gradients are added to those of the step's other batches.
    private void Learn(Batch batch, ref StepGradients step)
    {
        var key = Rng.Hash(seed, (ulong)Position.Step);
        using var tape = new Tape(step.Batches == 0 ? key : Rng.Hash(key, (ulong)step.Batches));
        var scores = Network.Forward(batch.Images);
        var loss = LossOf(scores, batch);
        DivergedException.ThrowIfNotFinite(loss, tape, Position, Optimizer.LearningRate);
        if (BatchesInStep == 1)
        {
            loss.Backward();
        }
        else
        {
            loss.Backward(Tensor.Full(loss.Shape, batch.Count));
        }

        step = step.Plus(batch.Count, loss.Item(), Scores.CountCorrect(scores, batch.Labels.Span));
    }

    // Where images are mixed, each of their two labels counts by its share.
    private Tensor LossOf(Tensor scores, Batch batch)
    {
        var loss = _loss.OfAll(scores, batch.Labels.Span);
        return batch.OtherShare == 0 ? loss : Ops.Lerp(loss, _loss.OfAll(scores, batch.OtherLabels.Span), batch.OtherShare);
    }

    private TrainingStep Update(StepGradients step)
    {
        if (BatchesInStep > 1)
        {
            GradientClipping.Scale(Network, 1.0 / step.Samples);
        }

        if (MaxGradientNorm is { } norm)
        {
            GradientClipping.ByNorm(Network, norm);
        }

        Optimizer.LearningRate = LearningRateAt(Position.Step);
        Optimizer.Step();
        Average?.Update();
        return new TrainingStep(Position, step.Samples, step.MeanLoss, step.Correct, Optimizer.LearningRate, step.Batches);
    }

    private double LearningRateAt(int step) => _schedule.At(step) * LearningRateScale;

    private void MakeSteps(DataLoader train, Func<bool> goesOn)
    {
        var clock = new EpochClock(Position);
        var gradients = new StepGradients();
        Network.Train();
        foreach (var batch in train.Epoch(Position.Epoch, Position.Batch))
        {
            Learn(batch, ref gradients);
            if (gradients.Batches < BatchesInStep && batch.Number < train.BatchCount - 1)
            {
                continue;
            }

            var step = Update(gradients);
            gradients = new StepGradients();
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
        Average?.Swap();
        try
        {
            var evaluation = test is null ? null : Evaluator.Run(Network, test, _loss);
            Position = ended.NextEpoch();
            LastEpoch = new TrainingEpoch(ended, evaluation, ended.EpochTime, train.Waited, LearningRateAt(ended.Step - 1));
            Tell(callback => callback.OnEpoch(this, LastEpoch));
        }
        finally
        {
            Average?.Swap();
        }
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

    // What the batches of a step gave so far.
    private readonly record struct StepGradients(int Batches, int Samples, double LossSum, int Correct)
    {
        public float MeanLoss => (float)(LossSum / Samples);

        public StepGradients Plus(int samples, float loss, int correct) =>
            new(Batches + 1, Samples + samples, LossSum + ((double)loss * samples), Correct + correct);
    }

    // Seconds of the current epoch, those before an interruption included.
    private readonly struct EpochClock(TrainingPosition start)
    {
        private readonly long _began = Stopwatch.GetTimestamp();
        private readonly TimeSpan _before = start.EpochTime;

        public TimeSpan Elapsed => _before + Stopwatch.GetElapsedTime(_began);
    }
}
