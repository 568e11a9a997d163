using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Kernels;
using Striate.Kernels.Threading;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Training.Tests;

public class TrainerTests
{
    [Fact]
    public void Fit_ALittleNet_LearnsItsPictures()
    {
        var net = TinyRun.Network();
        var trainer = TinyRun.Trainer(net);
        trainer.Fit(TinyRun.Loader(""), TinyRun.Loader(""), 5);
        Assert.False(net.IsTraining);
        Assert.Equal(40, trainer.Position.Step);
        Assert.Equal(1.0, Evaluator.Run(net, TinyRun.Loader("")).Accuracy);
    }

    [Theory]
    [InlineData("mixup:1")]
    [InlineData("cutmix")]
    public void TrainStep_MixedBatch_BothLabelsCountByTheirShares(string mix)
    {
        var net = TinyRun.Network();
        var loader = new DataLoader(TinyRun.Pictures, 8, new DataLoaderOptions { Shuffle = true, Mixing = MixingText.Parse(mix) });
        var batch = loader.Epoch(0).First(b => b.OtherShare > 0.1f);
        double expected;
        using (var tape = new Tape(Rng.Hash(7, 0)))
        {
            net.Train();
            var scores = net.Forward(batch.Images);
            var (first, second) = (Ops.CrossEntropy(scores, batch.Labels.Span).Item(), Ops.CrossEntropy(scores, batch.OtherLabels.Span).Item());
            Assert.NotEqual(first, second);
            expected = ((1 - batch.OtherShare) * first) + (batch.OtherShare * second);
        }

        Assert.Equal(expected, TinyRun.Trainer(net).TrainStep(batch).Loss, 1e-5);
    }

    [Fact]
    public void Fit_MixingAndInterrupted_GivesTheWeightsOfAWholeRun()
    {
        var options = new DataLoaderOptions { Shuffle = true, Mixing = MixingText.Parse("mixup:0.4,cutmix") };
        var (whole, parted) = (TinyRun.Network(), TinyRun.Network());
        TinyRun.Trainer(whole).Fit(new DataLoader(TinyRun.Pictures, 8, options), null, 2);

        var first = TinyRun.Trainer(parted);
        using var cancel = new CancellationTokenSource();
        first.Callbacks.Add(new AtStep(11, cancel.Cancel));
        first.Fit(new DataLoader(TinyRun.Pictures, 8, options), null, 2, cancel.Token);
        Assert.Equal(11, first.Position.Step);
        first.Fit(new DataLoader(TinyRun.Pictures, 8, options), null, 2, CancellationToken.None);
        Assert.Equal(TinyRun.Bytes(whole), TinyRun.Bytes(parted));
    }

    [Fact]
    public void Fit_OneTwoOrSevenThreads_SameWeightsByteForByte()
    {
        var before = Workers.Count;
        try
        {
            var results = new[] { 1, 2, 7 }.Select(threads =>
            {
                Workers.Count = threads;
                var net = TinyRun.Network();
                TinyRun.Trainer(net).Fit(TinyRun.Loader(), null, 2);
                return TinyRun.Bytes(net);
            }).ToList();
            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void Fit_LeNetOnDigitsWithOneAndTwoThreads_SameWeightsByteForByte()
    {
        var digits = Mnist.Train().Take(640);
        var before = Workers.Count;
        try
        {
            var results = new[] { 1, 2 }.Select(threads =>
            {
                Workers.Count = threads;
                var net = new LeNet5();
                net.Initialize(1);
                var loader = new DataLoader(digits, 64, new DataLoaderOptions { Shuffle = true, Threads = threads, Normalize = Normalize.Mnist });
                new Recipe { Epochs = 1 }.BuildTrainer(net, loader.BatchCount).Fit(loader, null, 1);
                return TinyRun.Bytes(net);
            }).ToList();
            Assert.Equal(results[0], results[1]);
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void Fit_LossBecomesNaN_SaysInWhichLayer()
    {
        var net = (Sequential)TinyRun.Network();
        var conv = (Conv2d)net[0];
        conv.Weight.Value.Span[0] = float.NaN;
        var error = Assert.Throws<DivergedException>(() => TinyRun.Trainer(net).Fit(TinyRun.Loader(), null, 1));
        Assert.Equal(
            "The loss is NaN at step 0 (epoch 1). A number that is not finite first appeared in 0 (Conv2d 1 → 4, 3×3, pad 1), whose weights are not finite already. "
            + "Lower the learning rate (last 0.01), or check the data for values that are not finite.",
            error.Message);
    }

    [Fact]
    public void Fit_LearningRateFarTooLarge_Stops()
    {
        var net = TinyRun.Network();
        var trainer = new Trainer(net, new CrossEntropyLoss(), new Sgd(net, 1e30));
        Assert.Contains("Lower the learning rate", Assert.Throws<DivergedException>(() => trainer.Fit(TinyRun.Loader(), null, 5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_Cancelled_FinishesTheStepAndEnds()
    {
        var trainer = TinyRun.Trainer(TinyRun.Network());
        using var cancel = new CancellationTokenSource();
        trainer.Callbacks.Add(new AtStep(3, cancel.Cancel));
        trainer.Fit(TinyRun.Loader(), null, 5, cancel.Token);
        Assert.Equal((0, 3, 3, null), (trainer.Position.Epoch, trainer.Position.Batch, trainer.Position.Step, trainer.StopReason));
    }

    [Fact]
    public void Fit_EarlyStopping_EndsAfterItsPatience()
    {
        // With a learning rate of nothing the accuracy never changes.
        var trainer = TinyRun.Trainer(TinyRun.Network(), learningRate: 0);
        trainer.Callbacks.Add(new EarlyStopping(2));
        trainer.Fit(TinyRun.Loader(""), TinyRun.Loader(""), 50);
        Assert.Equal("no better test accuracy for 2 epochs", trainer.StopReason);
        Assert.InRange(trainer.Position.Epoch, 3, 10);
        Assert.Contains("a patience of 0 epochs", Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_AfterItsEnd_KeepsTheLastEpochsLossAndDoesNothingMore()
    {
        var trainer = TinyRun.Trainer(TinyRun.Network());
        trainer.Fit(TinyRun.Loader(), null, 2);
        Assert.Equal(0, trainer.Position.MeanLoss);
        Assert.InRange(trainer.LastEpoch!.Position.MeanLoss, 0.001, 2);

        var told = false;
        trainer.Callbacks.Add(new AtStep(17, () => told = true));
        trainer.Fit(TinyRun.Loader(), null, 2);
        Assert.Equal((16, false), (trainer.Position.Step, told));
    }

    [Fact]
    public void Fit_WithHingeLoss_EvaluatesTheSameLoss()
    {
        var net = TinyRun.Network();
        var trainer = new Trainer(net, new HingeLoss(), new Sgd(net, 0));
        trainer.Fit(TinyRun.Loader(), TinyRun.Loader(""), 1);

        net.Eval();
        var (sum, count) = (0.0, 0);
        foreach (var batch in TinyRun.Loader("").Epoch(0))
        {
            using var scope = new Scope();
            sum += batch.Count * (double)Ops.Hinge(net.Forward(batch.Images), batch.Labels.Span).Item();
            count += batch.Count;
        }

        Assert.Equal(sum / count, trainer.Evaluation!.MeanLoss, 1e-5);
    }

    [Fact]
    public void Fit_WeightsSpoiltInTheLastStepOfAnEpoch_NamesTheLayerAndStoresNothing()
    {
        var net = TinyRun.Network();
        var trainer = TinyRun.Trainer(net);
        var stored = new CountCheckpoints();
        trainer.Callbacks.Add(stored);
        trainer.Callbacks.Add(new AtStep(8, () => ((Linear)((Sequential)net)[6]).Weight.Value.Span[0] = float.PositiveInfinity));
        var error = Assert.Throws<DivergedException>(() => trainer.Fit(TinyRun.Loader(), TinyRun.Loader(""), 1));
        Assert.StartsWith("The weights are not finite after step 8. The first of them is the weight of 6 (Linear 64 → 3). Lower the", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stored.Count);
    }

    [Fact]
    public void Evaluate_ScoresThatAreNotFinite_NamesTheLayer()
    {
        var net = TinyRun.Network();
        ((Conv2d)((Sequential)net)[0]).Weight.Value.Span[0] = float.NaN;
        const string Expected = "The network's scores are not finite. A number that is not finite first appeared in 0 (Conv2d 1 → 4, 3×3, pad 1), whose weights are not finite already. ";
        Assert.StartsWith(Expected, Assert.Throws<DivergedException>(() => Evaluator.Run(net, TinyRun.Loader(""))).Message, StringComparison.Ordinal);
        Assert.StartsWith(Expected, Assert.Throws<DivergedException>(() => Evaluator.Predict(net, Tensor.Zeros([1, 1, 8, 8]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loop_WrittenByHand_GivesTheTrainersWeights()
    {
        var byTrainer = TinyRun.Network();
        TinyRun.Trainer(byTrainer).Fit(TinyRun.Loader(), null, 1);

        var byHand = TinyRun.Network();
        var optimizer = new AdamW(byHand, 0.01);
        var schedule = new CosineSchedule(0.01, 40);
        byHand.Train();
        foreach (var batch in TinyRun.Loader().Epoch(0))
        {
            using var tape = new Tape(Kernels.Rng.Hash(7, (ulong)optimizer.Steps));
            var loss = Ops.CrossEntropy(byHand.Forward(batch.Images), batch.Labels.Span);
            loss.Backward();
            optimizer.LearningRate = schedule.At(optimizer.Steps);
            optimizer.Step();
        }

        Assert.Equal(TinyRun.Bytes(byTrainer), TinyRun.Bytes(byHand));
    }

    [Fact]
    public void Fit_ManySteps_MemoryStaysFlat()
    {
        var net = new LeNet5();
        var images = Tensor.Zeros([8, 1, 28, 28]);
        var labels = new int[8];
        var optimizer = new Sgd(net, 0.01);
        Steps(20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Steps(100);

        // A step makes small objects only: its buffers come from the pool and go back.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 64 * 1024);

        void Steps(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var tape = new Tape();
                Ops.CrossEntropy(net.Forward(images), labels).Backward();
                optimizer.Step();
            }
        }
    }

    [Fact]
    public void Fit_BatchesInStep_LearnsAsFromOneLargeBatch()
    {
        // Without batch normalisation, dropout and augmentation there is no other difference.
        var (small, large) = (Net(), Net());
        var options = new DataLoaderOptions { Seed = 3 };
        new Trainer(small, new CrossEntropyLoss(), new Sgd(small, 0.1)) { BatchesInStep = 4 }.Fit(new DataLoader(TinyRun.Pictures, 8, options), null, 1);
        new Trainer(large, new CrossEntropyLoss(), new Sgd(large, 0.1)).Fit(new DataLoader(TinyRun.Pictures, 32, options), null, 1);
        Assert.All(small.Parameters().Zip(large.Parameters()), pair => Assert.All(
            pair.First.Parameter.Value.ToArray().Zip(pair.Second.Parameter.Value.ToArray()), w => Assert.Equal(w.First, w.Second, 1e-6f)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(small, new CrossEntropyLoss(), new Sgd(small, 0.1)) { BatchesInStep = 0 });

        static Sequential Net()
        {
            var net = new Sequential(new Conv2d(1, 4, 3, padding: 1), new Relu(), new Flatten(), new Linear(256, 3));
            net.Initialize(5);
            return net;
        }
    }

    [Fact]
    public void Fit_MaxGradientNorm_BoundsTheStep()
    {
        var net = TinyRun.Network();
        var before = net.Parameters().SelectMany(p => p.Parameter.Value.ToArray()).ToArray();
        var trainer = new Trainer(net, new CrossEntropyLoss(), new Sgd(net, 1)) { MaxGradientNorm = 0.01 };
        trainer.TrainStep(TinyRun.Loader().Epoch(0).First());
        var after = net.Parameters().SelectMany(p => p.Parameter.Value.ToArray());
        Assert.InRange(Math.Sqrt(before.Zip(after, (a, b) => ((double)a - b) * (a - b)).Sum()), 0.0099, 0.0101);
    }

    [Fact]
    public void Fit_Average_IsEvaluatedAndLeftInTheNetwork()
    {
        var net = TinyRun.Network();
        var trainer = new Trainer(net, new CrossEntropyLoss(), new Sgd(net, 0.05)) { Average = new WeightAverage(net, 0.8) };
        trainer.Fit(TinyRun.Loader(), TinyRun.Loader(""), 1);
        Assert.True(trainer.Average.IsSwapped);
        Assert.Equal(trainer.Evaluation!.MeanLoss, Evaluator.Run(net, TinyRun.Loader(""), new CrossEntropyLoss()).MeanLoss);

        // Going on brings the network's own weights back.
        trainer.Callbacks.Add(new AtStep(9, () => Assert.False(trainer.Average.IsSwapped)));
        trainer.Fit(TinyRun.Loader(), null, 2);
        Assert.Equal(16, trainer.Average.Updates);
    }

    [Fact]
    public void Fit_ReduceOnPlateau_LowersTheScheduleAfterItsPatience()
    {
        // With a learning rate of nothing the score changes once, from none to the first.
        var trainer = TinyRun.Trainer(TinyRun.Network(), learningRate: 0);
        trainer.Callbacks.Add(new ReduceOnPlateau(0.5, 2, leastScale: 0.2));
        trainer.Callbacks.Add(new EarlyStopping(8));
        trainer.Fit(TinyRun.Loader(""), TinyRun.Loader(""), 12);
        Assert.Equal(0.2, trainer.LearningRateScale);
        Assert.StartsWith(
            "Reduce on plateau: a factor of 1, expected above 0 and below 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau(1)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Reduce on plateau: a patience of 0 epochs, expected at least 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau(patience: 0)).Message, StringComparison.Ordinal);
    }

    private sealed class CountCheckpoints : Callback
    {
        public int Count { get; private set; }

        public override void OnCheckpoint(Trainer trainer) => Count++;
    }
}
