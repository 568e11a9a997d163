using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Kernels;
using Striate.Kernels.Threading;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Training.Tests;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("striate").FullName;

    private string Newest => Path.Combine(_folder, "newest.safetensors");

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(13)]
    public void Load_RunStoppedAnywhere_GoesOnBitForBit(int stopAfter)
    {
        var whole = TinyRun.Network();
        var wholeTrainer = TinyRun.Trainer(whole);
        wholeTrainer.Fit(TinyRun.Loader(), TinyRun.Loader(""), 3);
        Checkpoint.Save(wholeTrainer, Newest);
        var wholeState = State(Newest);

        var first = TinyRun.Trainer(TinyRun.Network());
        FitUntil(stopAfter, first, TinyRun.Loader(""));
        Checkpoint.Save(first, Newest);

        var second = TinyRun.Trainer(TinyRun.Network());
        Checkpoint.Load(second, Newest);
        Assert.Equal(stopAfter, second.Position.Step);
        second.Fit(TinyRun.Loader(), TinyRun.Loader(""), 3);
        Checkpoint.Save(second, Newest);

        var resumedState = State(Newest);
        Assert.Equal(wholeState.Keys, resumedState.Keys);
        Assert.All(wholeState, entry => Assert.Equal(entry.Value, resumedState[entry.Key]));
        Assert.Equal(wholeTrainer.Position with { TrainTime = default }, second.Position with { TrainTime = default });
    }

    [Fact]
    public void Load_FrozenAndScaledParameters_GoesOnBitForBitAtAnyNumberOfThreads()
    {
        var pictures = new PictureSet("noise", [.. Enumerable.Range(0, 12).Select(i => Noise((ulong)i))], [.. Enumerable.Range(0, 12).Select(i => i % 3)], ["a", "b", "c"]);
        var loader = new DataLoader(pictures, 4, new DataLoaderOptions { Shuffle = true, Augmentation = AugmentationText.Parse("crop:2:reflect,flip") });
        var before = Workers.Count;
        try
        {
            Workers.Count = 1;
            var whole = Start();
            whole.Fit(loader, null, 2);
            Checkpoint.Save(whole, Newest);
            var wholeState = State(Newest);

            var first = Start();
            using var cancel = new CancellationTokenSource();
            first.Callbacks.Add(new AtStep(4, cancel.Cancel));
            first.Fit(loader, null, 2, cancel.Token);
            Checkpoint.Save(first, Newest);

            Workers.Count = 2;
            var second = Start();
            Checkpoint.Load(second, Newest);
            second.Fit(loader, null, 2);
            Checkpoint.Save(second, Newest);
            var resumedState = State(Newest);
            Assert.Equal(wholeState.Keys, resumedState.Keys);
            Assert.All(wholeState, entry => Assert.Equal(entry.Value, resumedState[entry.Key]));
        }
        finally
        {
            Workers.Count = before;
        }

        Trainer Start()
        {
            var net = new Airbench(classes: 3, width: 4);
            net.InitializeFrom(new DataLoader(pictures, 12).Epoch(0).First().Images);
            net.Initialize(5);
            return new Trainer(net, new CrossEntropyLoss(0.2), new Sgd(net, 0.1, 0.85, nesterov: true, weightDecay: 0.001), seed: 7);
        }

        static Picture Noise(ulong seed)
        {
            var (picture, rng) = (new Picture(32, 32, 3), new Rng(seed));
            foreach (ref var value in picture.WritablePixels)
            {
                value = (byte)rng.NextInt(256);
            }

            return picture;
        }
    }

    [Fact]
    public void Load_ClippedAccumulatedAveragedRunWithLookahead_GoesOnBitForBit()
    {
        var whole = Start();
        whole.Fit(TinyRun.Loader(), TinyRun.Loader(""), 4);
        Checkpoint.Save(whole, Newest);
        var (wholeState, wholeBytes) = (State(Newest), TinyRun.Bytes(whole.Network));

        // Eight batches an epoch in steps of three: 3, 3 and 2.
        Assert.Equal(12, whole.Position.Step);
        foreach (var stopAfter in new[] { 1, 3, 5 })
        {
            var first = Start();
            using var cancel = new CancellationTokenSource();
            first.Callbacks.Add(new AtStep(stopAfter, cancel.Cancel));
            first.Fit(TinyRun.Loader(), TinyRun.Loader(""), 4, cancel.Token);
            Assert.Equal(stopAfter, first.Position.Step);
            Checkpoint.Save(first, Newest);

            var second = Start();
            Checkpoint.Load(second, Newest);
            second.Fit(TinyRun.Loader(), TinyRun.Loader(""), 4);
            Assert.Equal(wholeBytes, TinyRun.Bytes(second.Network));
            Checkpoint.Save(second, Newest);
            var resumedState = State(Newest);
            Assert.Equal(wholeState.Keys, resumedState.Keys);
            Assert.All(wholeState, entry => Assert.Equal(entry.Value, resumedState[entry.Key]));
        }

        static Trainer Start()
        {
            var net = TinyRun.Network();
            var trainer = new Trainer(net, new CrossEntropyLoss(), new Lookahead(net, new AdamW(net, 0.01), every: 2), new CosineSchedule(0.01, 12), seed: 7)
            {
                BatchesInStep = 3,
                MaxGradientNorm = 0.5,
                Average = new WeightAverage(net, 0.9),
            };
            trainer.Callbacks.Add(new ReduceOnPlateau(0.5, 1));
            return trainer;
        }
    }

    [Theory]
    [InlineData("cyclic")]
    [InlineData("cosine-restarts")]
    [InlineData("plateau")]
    public void Load_RunOfARecipe_GoesOnBitForBit(string schedule)
    {
        // So fast that the accuracy falls at times, which a plateau sees.
        var recipe = new Recipe { Schedule = schedule, Epochs = 6, LearningRate = 0.3, WarmUp = 0.5, Balance = true };
        var whole = Start();
        whole.Fit(TinyRun.Loader(), TinyRun.Loader(""), 6);
        Assert.Equal(schedule == "plateau", whole.LearningRateScale < 1);
        foreach (var stopAfter in new[] { 3, 16, 29, 40 })
        {
            var first = Start();
            using var cancel = new CancellationTokenSource();
            first.Callbacks.Add(new AtStep(stopAfter, cancel.Cancel));
            first.Fit(TinyRun.Loader(), TinyRun.Loader(""), 6, cancel.Token);
            Assert.Equal(stopAfter, first.Position.Step);
            Checkpoint.Save(first, Newest);
            var second = Start();
            Checkpoint.Load(second, Newest);
            second.Fit(TinyRun.Loader(), TinyRun.Loader(""), 6);
            Assert.Equal(TinyRun.Bytes(whole.Network), TinyRun.Bytes(second.Network));
            Assert.Equal(whole.LastEpoch!.LearningRate, second.LastEpoch!.LearningRate);
        }

        Trainer Start() => recipe.BuildTrainer(TinyRun.Network(), 8);
    }

    [Fact]
    public void Save_AveragedRun_HasTheMeansUnderTheWeightsNames()
    {
        var net = TinyRun.Network();
        var trainer = new Trainer(net, new CrossEntropyLoss(), new Sgd(net, 0.1)) { Average = new WeightAverage(net, 0.5) };
        trainer.Fit(TinyRun.Loader(), null, 1);
        Checkpoint.Save(trainer, Newest);
        var other = TinyRun.Network();
        Checkpoint.LoadWeights(other, Newest);
        Assert.Equal(TinyRun.Bytes(net), TinyRun.Bytes(other));
        var plain = new Trainer(other, new CrossEntropyLoss(), new Sgd(other, 0.1));
        Assert.EndsWith(
            "holds a mean of the weights. Resume with the settings of the stored run.",
            Assert.Throws<FileFormatException>(() => Checkpoint.Load(plain, Newest)).Message, StringComparison.Ordinal);
        Checkpoint.Save(plain, Newest);
        Assert.EndsWith(
            "does not hold the mean of the weights. Resume with the settings of the stored run.",
            Assert.Throws<FileFormatException>(() => Checkpoint.Load(trainer, Newest)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_PositionInsideAnEpoch_KeepsItsSums()
    {
        var trainer = TinyRun.Trainer(TinyRun.Network());
        FitUntil(5, trainer, test: null);
        Checkpoint.Save(trainer, Newest);
        var other = TinyRun.Trainer(TinyRun.Network());
        Checkpoint.Load(other, Newest);
        Assert.Equal(trainer.Position, other.Position);
    }

    [Fact]
    public void Load_AnotherOptimizer_SaysSo()
    {
        Checkpoint.Save(TinyRun.Trainer(TinyRun.Network()), Newest);
        var net = TinyRun.Network();
        var error = Assert.Throws<FileFormatException>(() => Checkpoint.Load(new Trainer(net, new CrossEntropyLoss(), new Sgd(net, 0.1, 0.9)), Newest));
        Assert.Contains("does not hold the optimiser's velocity/0.weight of 36 numbers. Resume with the optimiser of the stored run.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AnotherNetwork_ListsNames()
    {
        Checkpoint.Save(new Trainer(new LeNet5(), new CrossEntropyLoss(), new Sgd(new LeNet5(), 0.1)), Newest);
        var net = new LectureNet();
        foreach (var load in new Action[]
        {
            () => Checkpoint.LoadWeights(net, Newest),
            () => Checkpoint.Load(new Trainer(net, new CrossEntropyLoss(), new Sgd(net, 0.1, 0.9)), Newest),
        })
        {
            var error = Assert.Throws<FileFormatException>(load);
            Assert.Contains("missing features.0.weight", error.Message, StringComparison.Ordinal);
            Assert.Contains("unexpected conv1.bias", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("earlyStopping.waited", "-0-", "holds a state that EarlyStopping cannot read")]
    [InlineData("epoch", "3000000000", "is no checkpoint of a run: 'epoch' is missing or no number")]
    public void Load_StateThatIsNoNumber_SaysWhose(string name, string value, string expected)
    {
        var trainer = TinyRun.Trainer(TinyRun.Network());
        trainer.Callbacks.Add(new EarlyStopping(2));
        Checkpoint.Save(trainer, Newest);
        using (var file = SafetensorsFile.Read(Newest))
        {
            var metadata = file.Metadata.ToDictionary(entry => entry.Key, entry => entry.Key.EndsWith(name, StringComparison.Ordinal) ? value : entry.Value);
            var tensors = Weights.Of(trainer.Network).Concat(trainer.Optimizer.State().Select(s => ("optimizer/" + s.Name, s.Tensor)));
            SafetensorsFile.Write(Newest, tensors, metadata);
        }

        Assert.Contains(expected, Assert.Throws<FileFormatException>(() => Checkpoint.Load(trainer, Newest)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_PositionOfOtherData_SaysSo()
    {
        var trainer = TinyRun.Trainer(TinyRun.Network());
        trainer.Position = new TrainingPosition(Batch: 9);
        Assert.Equal(
            "The run stands at batch 9 of epoch 1, and lines makes 8 batches. Go on with the data and the batch size of the stored run.",
            Assert.Throws<ArgumentException>(() => trainer.Fit(TinyRun.Loader(), null, 1)).Message);
    }

    [Fact]
    public void Load_WeightsAlone_IsNoCheckpoint()
    {
        var net = TinyRun.Network();
        Weights.Save(net, Newest);
        var error = Assert.Throws<FileFormatException>(() => Checkpoint.Load(new Trainer(net, new CrossEntropyLoss(), new Sgd(net, 0.1)), Newest));
        Assert.Contains("is no checkpoint of a run: 'epoch' is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DamagedAnywhere_OneDocumentedError()
    {
        Checkpoint.Save(TinyRun.Trainer(TinyRun.Network()), Newest);
        var bytes = File.ReadAllBytes(Newest);
        var rng = new Kernels.Rng(9);
        for (var i = 0; i < 300; i++)
        {
            var damaged = bytes.AsSpan(0, i % 2 == 0 ? bytes.Length : rng.NextInt(bytes.Length)).ToArray();
            for (var flips = 0; flips < 3 && damaged.Length > 0; flips++)
            {
                damaged[rng.NextInt(Math.Min(damaged.Length, 1500))] ^= (byte)(1 << rng.NextInt(8));
            }

            File.WriteAllBytes(Newest, damaged);
            try
            {
                Checkpoint.Load(TinyRun.Trainer(TinyRun.Network()), Newest);
            }
            catch (FileFormatException error)
            {
                Assert.DoesNotContain('\n', error.Message);
            }
        }
    }

    [Fact]
    public void Save_ThatFails_KeepsTheLastCheckpoint()
    {
        var trainer = TinyRun.Trainer(TinyRun.Network());
        Checkpoint.Save(trainer, Newest);
        var before = File.ReadAllBytes(Newest);
        trainer.Callbacks.Add(new BrokenState());
        Assert.Throws<IOException>(() => Checkpoint.Save(trainer, Newest));
        Assert.Equal(before, File.ReadAllBytes(Newest));
        Assert.Single(Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static SortedDictionary<string, float[]> State(string path)
    {
        using var file = SafetensorsFile.Read(path);
        var state = new SortedDictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var entry in file.Tensors)
        {
            var values = new float[entry.Shape.Size];
            entry.ReadFloats(values);
            state.Add(entry.Name, values);
        }

        return state;
    }

    private static void FitUntil(int step, Trainer trainer, DataLoader? test)
    {
        using var cancel = new CancellationTokenSource();
        trainer.Callbacks.Add(new AtStep(step, cancel.Cancel));
        trainer.Fit(TinyRun.Loader(), test, 3, cancel.Token);
        trainer.Callbacks.Clear();
    }

    // A full disk and other failures while writing are AtomicFile's, and tested there; here one comes from the contents.
    private sealed class BrokenState : Callback
    {
        public override IEnumerable<(string Name, string Value)> SaveState() => throw new IOException("No space left on device");
    }
}
