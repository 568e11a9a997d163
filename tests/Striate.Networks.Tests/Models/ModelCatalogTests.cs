using System.Text.Json;
using Striate.Tensors;

namespace Striate.Networks.Tests.Models;

public class ModelCatalogTests
{
    private static readonly JsonElement Reference = JsonDocument.Parse(
        typeof(ModelCatalogTests).Assembly.GetManifestResourceStream("models.json")!).RootElement;

    public static TheoryData<string> Published() => [.. Reference.EnumerateObject().Select(model => model.Name)];

    public static TheoryData<string> WithOutput() =>
        [.. Reference.EnumerateObject().Where(model => model.Value.TryGetProperty("output", out _)).Select(model => model.Name)];

    public static TheoryData<string> Names() => [.. ModelCatalog.All.Select(model => model.Name)];

    [Theory]
    [InlineData("alexnet", 61100840)]
    [InlineData("vgg11", 132863336)]
    [InlineData("vgg13", 133047848)]
    [InlineData("vgg16", 138357544)]
    [InlineData("vgg19", 143667240)]
    [InlineData("vgg11_bn", 132868840)]
    [InlineData("vgg13_bn", 133053736)]
    [InlineData("vgg16_bn", 138365992)]
    [InlineData("vgg19_bn", 143678248)]
    [InlineData("resnet18", 11689512)]
    [InlineData("resnet34", 21797672)]
    [InlineData("resnet50", 25557032)]
    [InlineData("resnet101", 44549160)]
    [InlineData("resnet152", 60192808)]
    [InlineData("resnext50_32x4d", 25028904)]
    [InlineData("wide_resnet50_2", 68883240)]
    [InlineData("googlenet", 13004888)]
    [InlineData("inception_v3", 27161264)]
    [InlineData("densenet121", 7978856)]
    [InlineData("densenet161", 28681000)]
    [InlineData("densenet169", 14149480)]
    [InlineData("densenet201", 20013928)]
    [InlineData("mobilenet_v3_large", 5483032)]
    [InlineData("mobilenet_v3_small", 2542856)]
    [InlineData("efficientnet_b0", 5288548)]
    [InlineData("efficientnet_b1", 7794184)]
    [InlineData("efficientnet_b2", 9109994)]
    [InlineData("shufflenet_v2_x0_5", 1366792)]
    [InlineData("shufflenet_v2_x1_0", 2278604)]
    [InlineData("shufflenet_v2_x1_5", 3503624)]
    [InlineData("shufflenet_v2_x2_0", 7393996)]
    [InlineData("convnext_tiny", 28589128)]
    [InlineData("convnext_small", 50223688)]
    [InlineData("unet", 7763041)]
    [InlineData("fcn_resnet50", 35322218)]
    [InlineData("fcn_resnet101", 54314346)]
    [InlineData("mnasnet0_5", 2218512)]
    [InlineData("mnasnet1_0", 4383312)]
    [InlineData("squeezenet1_0", 1248424)]
    [InlineData("squeezenet1_1", 1235496)]
    [InlineData("mobilenet_v2", 3504872)]
    [InlineData("lenet5", 61706)]
    [InlineData("lenet5_wide", 212682)]
    [InlineData("airbench", 1972768)]
    [InlineData("airbench_small", 493216)]
    [InlineData("allconv", 1369738)]
    [InlineData("nin", 966986)]
    [InlineData("wrn28_10", 36479194)]
    [InlineData("cifar_densenet100", 769162)]
    [InlineData("cifar_resnet20", 269722)]
    [InlineData("cifar_resnet32", 464154)]
    [InlineData("cifar_resnet44", 658586)]
    [InlineData("cifar_resnet56", 853018)]
    [InlineData("cifar_resnet110", 1727962)]
    public void CountParameters_KnownModel_IsThePublishedNumber(string name, long expected) =>
        Assert.Equal(expected, Build(name).CountParameters());

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void InvertedResidual_OtherStride_SaysWhatItTakes(int stride) => Assert.StartsWith(
        $"InvertedResidual: stride is {stride}, expected 1 or 2.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new InvertedResidual(4, 4, stride, 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void CountParameters_GoogLeNetWithoutHeads_IsThePublishedNumber() => Assert.Equal(6_624_904, new GoogLeNet(auxiliaryHeads: false).CountParameters());

    [Theory]
    [MemberData(nameof(Published))]
    public void Names_OfPublishedModel_AreThose(string name)
    {
        var expected = Reference.GetProperty(name).GetProperty("shapes").EnumerateObject()
            .ToDictionary(p => p.Name, p => string.Join(',', p.Value.EnumerateArray()));
        var network = Build(name);
        var actual = network.Parameters().Select(p => (p.Name, p.Parameter.Shape)).Concat(network.Buffers().Select(b => (b.Name, b.Tensor.Shape)))
            .ToDictionary(p => p.Name, p => string.Join(',', p.Shape));
        Assert.Equal(expected.OrderBy(p => p.Key), actual.OrderBy(p => p.Key));
    }

    // Equal weights give equal scores: padding, pooling, normalisation and the order of flattening are as in PyTorch.
    [Theory]
    [MemberData(nameof(WithOutput))]
    public void Forward_WeightsByRule_EqualsPyTorch(string name)
    {
        var (network, model) = (Build(name), Reference.GetProperty(name));
        var gain = model.GetProperty("gain").GetDouble();
        foreach (var (parameterName, parameter) in network.Parameters())
        {
            parameter.Load(values => Fill(parameterName, parameter.Shape, gain, values));
        }

        foreach (var (bufferName, buffer) in network.Buffers())
        {
            Fill(bufferName, buffer.Shape, gain, buffer.Span);
        }

        using var scope = new Scope();
        var size = model.GetProperty("size").GetInt32();
        var x = new float[3 * size * size];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = (float)Math.Sin(0.013 * i);
        }

        var y = network.Eval().Forward(Tensor.From(x, [1, 3, size, size])).ToArray();
        var expected = model.GetProperty("output").EnumerateArray().Select(e => e.GetDouble()).ToArray();
        var largest = model.GetProperty("largest").GetDouble();
        Assert.All(expected.Index(), pair => Assert.InRange(Math.Abs(pair.Item - y[pair.Index * (y.Length / expected.Length)]) / largest, 0, 1e-4));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Build_SevenClasses_GivesSevenScores(string name)
    {
        var model = ModelCatalog.Find(name)!;
        Shape expected = model.LabelsPixels ? [1, 7, model.Input[1], model.Input[2]] : [1, 7];
        Assert.Equal(expected, Summary.Of(model.Build(7, model.Input), model.Input).Rows[^1].Output);
    }

    [Theory]
    [InlineData("cifar_resnet20", "linear.bias, linear.weight")]
    [InlineData("squeezenet1_1", "classifier.1.bias, classifier.1.weight")]
    [InlineData("vgg11", "classifier.6.bias, classifier.6.weight")]
    [InlineData("airbench", "fc.weight")]
    public void Head_OfAModel_IsItsLastLayer(string name, string expected)
    {
        var model = ModelCatalog.Find(name)!;
        Assert.Equal(expected, string.Join(", ", model.Head(model.Input).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Find_AnyCase_Finds() => Assert.Equal("resnet18", ModelCatalog.Find("ResNet18")!.Name);

    private static Module Build(string name)
    {
        var model = ModelCatalog.Find(name)!;
        return model.Build(model.Classes, model.Input);
    }

    // The rule of make_models.py.
    private static void Fill(string name, Shape shape, double gain, Span<float> values)
    {
        var frequency = 0.37 + (0.01 * name.Length);
        var fanIn = shape.Skip(1).Aggregate(1, (product, size) => product * size);
        for (var i = 0; i < values.Length; i++)
        {
            var wave = Math.Sin(frequency * i);
            values[i] = (float)(shape.Rank > 1 ? wave * Math.Sqrt(gain / fanIn)
                : name.EndsWith("weight", StringComparison.Ordinal) || name.EndsWith("running_var", StringComparison.Ordinal) ? 1 + (0.1 * wave)
                : 0.1 * wave);
        }
    }
}
