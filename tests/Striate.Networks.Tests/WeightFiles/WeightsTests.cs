using Striate.Tensors;

namespace Striate.Networks.Tests.WeightFiles;

public sealed class WeightsTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"striate-{Guid.NewGuid():N}.safetensors");

    [Fact]
    public void Load_WhatWasSaved_EqualsIt()
    {
        var (saved, loaded) = (new DigitNet(), new DigitNet());
        saved.Initialize(1);
        saved.Buffers().First().Tensor.Span.Fill(0.25f);
        Weights.Save(saved, _path);
        Weights.Load(loaded, _path);
        Assert.All(Weights.Of(saved).Zip(Weights.Of(loaded)), pair => Assert.Equal(pair.First.Tensor.ToArray(), pair.Second.Tensor.ToArray()));
    }

    [Fact]
    public void Load_AnotherNetwork_ListsMissingUnexpectedAndMisshapen()
    {
        SafetensorsFile.Write(_path, [("conv1.weight", Tensor.Zeros([6, 3, 5, 5])), ("head.weight", Tensor.Zeros([1])), ("conv1.bias", Tensor.Zeros([6]))]);
        var net = new LeNet5();
        net.Initialize(1);
        var before = net.Parameters().First().Parameter.Value.ToArray();
        var error = Assert.Throws<FileFormatException>(() => Weights.Load(net, _path));
        Assert.Equal(
            $"{_path}: holds weights of another network than LeNet5: missing conv2.weight, conv2.bias, fc1.weight, fc1.bias, fc2.weight and 3 more; "
            + "unexpected head.weight; other shape conv1.weight [6, 3, 5, 5], expected [6, 1, 5, 5]. Load it into the network that it was stored from.",
            error.Message);
        Assert.Equal(before, net.Parameters().First().Parameter.Value.ToArray());
    }

    [Fact]
    public void Load_CountersOfPyTorch_ArePassedOver()
    {
        var net = new Sequential(new BatchNorm2d(2));
        SafetensorsFile.Write(_path, Weights.Of(net).Append(("0.num_batches_tracked", Tensor.Zeros([1]))));
        Weights.Load(new Sequential(new BatchNorm2d(2)), _path);
    }

    [Fact]
    public void Load_PublishedNamesOfDenseNet_AreThoseWithoutTheDot()
    {
        var (stored, loaded) = (DenseLayers(), DenseLayers());
        stored.Initialize(1);
        var weights = Weights.Of(stored).ToList();
        Assert.Contains("denseblock1.denselayer1.norm1.running_mean", weights.Select(w => w.Name));
        SafetensorsFile.Write(_path, weights.Select(w => (w.Name.Replace("norm1", "norm.1").Replace("norm2", "norm.2").Replace("conv1", "conv.1").Replace("conv2", "conv.2"), w.Tensor)));
        Weights.Load(loaded, _path);
        Assert.All(weights.Zip(Weights.Of(loaded)), pair => Assert.Equal(pair.First.Tensor.ToArray(), pair.Second.Tensor.ToArray()));

        static Sequential DenseLayers() => new() { { "denseblock1", new DenseBlock(4, layers: 2, growth: 2) } };
    }

    [Fact]
    public void Load_FileWithoutAuxiliaryHead_LeavesItAndAsksForAllElse()
    {
        var (stored, net) = (new Sequential(new Linear(1, 1)), new Sequential(new Linear(1, 1), new AuxiliaryHead(0.3) { new Linear(1, 2) }));
        stored.Initialize(1);
        net.Initialize(2);
        var head = net.Parameters().Last().Parameter.Value.ToArray();
        Weights.Save(stored, _path);
        Weights.Load(net, _path);
        Assert.Equal(Weights.Of(stored).First().Tensor.ToArray(), Weights.Of(net).First().Tensor.ToArray());
        Assert.Equal(head, net.Parameters().Last().Parameter.Value.ToArray());

        SafetensorsFile.Write(_path, Weights.Of(stored).Append(("1.0.weight", Tensor.Zeros([2, 1]))));
        Assert.Contains("missing 1.0.bias.", Assert.Throws<FileFormatException>(() => Weights.Load(net, _path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recognize_WeightsWithoutAuxiliaryHeads_KnowsGoogLeNet()
    {
        Weights.Save(new GoogLeNet(5, auxiliaryHeads: false), _path);
        using var file = WeightsFile.Open(_path);
        Assert.Equal("googlenet", Assert.Single(ModelCatalog.Recognize(file)).Name);
    }

    [Fact]
    public void Load_NetworkWithoutAuxiliaryHeads_LeavesThoseOfTheFileAside()
    {
        var net = new GoogLeNet(5, auxiliaryHeads: false);
        Weights.Save(new GoogLeNet(5), _path);
        Weights.Load(net, _path);
        SafetensorsFile.Write(_path, Weights.Of(net).Append(("aux1.fc2.bias", Tensor.Zeros([7]))).Append(("aux3.fc2.bias", Tensor.Zeros([7]))));
        Assert.Contains("GoogLeNet: unexpected aux3.fc2.bias.", Assert.Throws<FileFormatException>(() => Weights.Load(net, _path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FcnWithAndWithoutItsAuxiliaryHead_BothWays()
    {
        var (with, without) = (new Fcn(50, 3), new Fcn(50, 3, auxiliaryHead: false));
        Weights.Save(without, _path);
        Weights.Load(with, _path);
        using (var file = WeightsFile.Open(_path))
        {
            Assert.Equal("fcn_resnet50", Assert.Single(ModelCatalog.Recognize(file)).Name);
        }

        Weights.Save(with, _path);
        Weights.Load(without, _path);
    }

    [Fact]
    public void Description_WrittenAndRead_BuildsTheSameNetwork()
    {
        var description = new NetworkDescription("lenet5", [1, 28, 28], ["a", "b", "c"], [0.5f], [0.25f]);
        description.Write(_path);
        var read = NetworkDescription.Read(_path);
        Assert.Equal(description.Classes, read.Classes);
        Assert.Equal(new LeNet5(3).CountParameters(), read.Build().CountParameters());
    }

    [Theory]
    [InlineData("{", "is no valid JSON (line 1)")]
    [InlineData("{}", "describes no network")]
    [InlineData("""{"model":"lenet5","input":[1,-1,28],"classes":["a"],"mean":[0],"std":[1]}""", "describes no network")]
    [InlineData("""{"model":"lenet5","input":[1,28,28],"classes":["a"],"mean":[],"std":[1]}""", "describes no network")]
    public void Description_Damaged_SaysSo(string json, string expected)
    {
        File.WriteAllText(_path, json);
        Assert.Contains(expected, Assert.Throws<FileFormatException>(() => NetworkDescription.Read(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NamesLeftOut_AreNotAskedForAndAllOthersAre()
    {
        SafetensorsFile.Write(_path, [("0.weight", Tensor.Full([1, 1], 7)), ("0.bias", Tensor.Full([1], 7)), ("head.weight", Tensor.Zeros([5, 1]))]);
        using var file = WeightsFile.Open(_path);
        var net = new Sequential(new Linear(1, 1), new Linear(1, 2));
        var match = WeightsMatch.Of(net, file);
        var error = Assert.Throws<FileFormatException>(() => match.Load(name => name.StartsWith("1.", StringComparison.Ordinal)));
        Assert.Contains("Sequential: unexpected head.weight. ", error.Message, StringComparison.Ordinal);
        match.Load(name => name.StartsWith("1.", StringComparison.Ordinal) || name.StartsWith("head.", StringComparison.Ordinal));
        Assert.All(Weights.Of(net).Take(2), item => Assert.Equal([7], item.Tensor.ToArray()));
    }

    [Theory]
    [InlineData(".npz")]
    [InlineData(".PTH")]
    public void Save_EndingOfAnotherFormat_IsRefused(string ending)
    {
        var path = Path.ChangeExtension(_path, ending);
        Assert.StartsWith(
            $"{path}: weights are stored as safetensors. Name the file {Path.GetFileName(_path)}.",
            Assert.Throws<ArgumentException>(() => Weights.Save(new DigitNet(), path)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    public void Dispose() => File.Delete(_path);
}
