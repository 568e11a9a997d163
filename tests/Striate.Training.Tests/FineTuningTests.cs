using Striate.Networks;
using Striate.Tensors;

namespace Striate.Training.Tests;

public sealed class FineTuningTests : IDisposable
{
    private static readonly ModelInfo Model = ModelCatalog.Find("cifar_resnet20")!;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"striate-{Guid.NewGuid():N}.safetensors");

    [Fact]
    public void Load_SameClasses_TakesAllWeights()
    {
        var (stored, network) = (Store(10), Build(10, seed: 2));
        Assert.False(FineTuning.Load(new Recipe { From = _path }, network, Model.Head(Model.Input)));
        Assert.Equal(TinyRun.Bytes(stored), TinyRun.Bytes(network));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(3, 0)]
    public void Load_NewHead_TakesAllOtherWeights(int classes, int head)
    {
        var (stored, network) = (Store(10), Build(classes, seed: 2));
        Assert.True(FineTuning.Load(new Recipe { From = _path, Head = head }, network, Model.Head(Model.Input)));
        var (before, after, fresh) = (All(stored), All(network), All(Build(classes, seed: 2)));
        Assert.All(after, weights => Assert.Equal((weights.Key.StartsWith("linear.", StringComparison.Ordinal) ? fresh : before)[weights.Key], weights.Value));
    }

    [Fact]
    public void Load_OtherBody_ListsWhatDiffers()
    {
        Weights.Save(new CifarResNet(32), _path);
        var error = Assert.Throws<FileFormatException>(() => FineTuning.Load(new Recipe { From = _path }, Build(3, 1), Model.Head(Model.Input)));
        Assert.StartsWith($"{_path}: holds weights of another network than CifarResNet: unexpected layer1.3.bn1.bias, ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "linear.weight linear.bias")]
    [InlineData(0, "layer3.2.conv2.weight layer3.2.bn2.weight layer3.2.bn2.bias")]
    public void Freeze_NewHead_LearnsInAnyCase(int head, string expected)
    {
        var network = Build(3, 1);
        var frozen = head > 0 ? "*" : "conv1*,bn1*,layer1*,layer2*,layer3.0*,layer3.1*,layer3.2.*1*,linear*";
        FineTuning.Freeze(new Recipe { From = _path, Freeze = frozen, Head = head }, network, Model.Head(Model.Input));
        Assert.Equal(expected.Split(' '), network.Parameters().Where(p => p.Parameter.RequiresGrad).Select(p => p.Name));
    }

    [Fact]
    public void TrainStep_FrozenBody_ChangesTheHeadAlone()
    {
        var network = Model.Build(3, [1, 8, 8]);
        var recipe = new Recipe { From = _path, Freeze = "*", Head = 3, Optimizer = "sgd", LearningRate = 0.1 };
        FineTuning.Freeze(recipe, network, Model.Head(Model.Input));
        var before = All(network);
        var trainer = recipe.BuildTrainer(network, 1);
        network.Train();
        trainer.TrainStep(TinyRun.Loader().Epoch(0).First());
        Assert.All(All(network), weights => Assert.Equal(!weights.Key.StartsWith("linear.", StringComparison.Ordinal), weights.Value.SequenceEqual(before[weights.Key])));
    }

    [Fact]
    public void Fit_FrozenLayersInterruptedAndResumed_EqualsTheUninterruptedRun()
    {
        var whole = Start();
        whole.Fit(TinyRun.Loader(), null, 2);

        var first = Start();
        using var cancel = new CancellationTokenSource();
        first.Callbacks.Add(new AtStep(5, cancel.Cancel));
        first.Fit(TinyRun.Loader(), null, 2, cancel.Token);
        Checkpoint.Save(first, _path);
        var second = Start();
        Checkpoint.Load(second, _path);
        second.Fit(TinyRun.Loader(), null, 2);
        Assert.Equal(TinyRun.Bytes(whole.Network), TinyRun.Bytes(second.Network));
        Assert.Equal([0, 0, 0, 0], ((BatchNorm2d)whole.Network.Children[1].Module).RunningMean.ToArray());

        static Trainer Start()
        {
            var network = TinyRun.Network();
            FineTuning.Freeze(new Recipe { Freeze = "0.*,1.*" }, network, new HashSet<string>());
            return TinyRun.Trainer(network);
        }
    }

    [Theory]
    [InlineData(-1, "", "give the number of classes.")]
    [InlineData(3, "", "a network that starts from no weights has a new last layer anyway; leave it out, or give --from.")]
    public void FindMistake_HeadThatMakesNoSense_SaysSo(int head, string from, string expected) =>
        Assert.Equal(expected, new Recipe { Head = head, From = from }.FindMistake()!.Advice);

    public void Dispose() => File.Delete(_path);

    private static Module Build(int classes, ulong seed)
    {
        var network = Model.Build(classes, Model.Input);
        network.Initialize(seed);
        return network;
    }

    private static Dictionary<string, float[]> All(Module network) => Weights.Of(network).ToDictionary(w => w.Name, w => w.Tensor.ToArray());

    private Module Store(int classes)
    {
        var network = Build(classes, seed: 1);
        Weights.Save(network, _path);
        return network;
    }
}
