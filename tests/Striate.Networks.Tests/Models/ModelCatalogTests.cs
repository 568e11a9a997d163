using System.Text.Json;
using Striate.Tensors;

namespace Striate.Networks.Tests.Models;

public class ModelCatalogTests
{
    private static readonly JsonElement Reference = JsonDocument.Parse(
        typeof(ModelCatalogTests).Assembly.GetManifestResourceStream("models.json")!).RootElement;

    public static TheoryData<string> Torchvision() => [.. Reference.EnumerateObject().Select(model => model.Name)];

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
    [InlineData("squeezenet1_0", 1248424)]
    [InlineData("squeezenet1_1", 1235496)]
    [InlineData("mobilenet_v2", 3504872)]
    [InlineData("lenet5", 61706)]
    [InlineData("lenet5_wide", 212682)]
    [InlineData("airbench", 1972768)]
    public void CountParameters_KnownModel_IsThePublishedNumber(string name, long expected) =>
        Assert.Equal(expected, Build(name).CountParameters());

    [Theory]
    [MemberData(nameof(Torchvision))]
    public void Names_OfTorchvisionModel_AreTorchvisions(string name)
    {
        var expected = Reference.GetProperty(name).GetProperty("shapes").EnumerateObject()
            .ToDictionary(p => p.Name, p => string.Join(',', p.Value.EnumerateArray()));
        var network = Build(name);
        var actual = network.Parameters().Select(p => (p.Name, p.Parameter.Shape)).Concat(network.Buffers().Select(b => (b.Name, b.Tensor.Shape)))
            .ToDictionary(p => p.Name, p => string.Join(',', p.Shape));
        Assert.Equal(expected.OrderBy(p => p.Key), actual.OrderBy(p => p.Key));
    }

    // Equal weights give equal scores: padding, pooling, normalisation and the order of flattening are torchvision's.
    [Theory]
    [MemberData(nameof(WithOutput))]
    public void Forward_WeightsByRule_EqualsTorchvision(string name)
    {
        var network = Build(name);
        foreach (var (parameterName, parameter) in network.Parameters())
        {
            parameter.Load(values => Fill(parameterName, parameter.Shape, values));
        }

        foreach (var (bufferName, buffer) in network.Buffers())
        {
            Fill(bufferName, buffer.Shape, buffer.Span);
        }

        using var scope = new Scope();
        var x = new float[3 * 64 * 64];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = (float)Math.Sin(0.013 * i);
        }

        var y = network.Eval().Forward(Tensor.From(x, [1, 3, 64, 64])).ToArray();
        var largest = Reference.GetProperty(name).GetProperty("largest").GetDouble();
        Assert.All(
            Reference.GetProperty(name).GetProperty("output").EnumerateArray().Select(e => e.GetDouble()).Zip(y),
            pair => Assert.InRange(Math.Abs(pair.First - pair.Second) / largest, 0, 1e-4));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Build_SmallForm_GivesScoresForEveryClass(string name)
    {
        var model = ModelCatalog.Find(name)!;
        if (name.StartsWith("vgg", StringComparison.Ordinal) || name == "alexnet")
        {
            // Hundreds of megabytes each; their outputs are compared with torchvision's above.
            return;
        }

        using var scope = new Scope();
        var network = model.Build(7, model.Input);
        Assert.Equal([2, 7], network.Eval().Forward(Tensor.Zeros([2, .. model.Input])).Shape);
    }

    [Fact]
    public void Find_AnyCase_Finds() => Assert.Equal("resnet18", ModelCatalog.Find("ResNet18")!.Name);

    private static Module Build(string name)
    {
        var model = ModelCatalog.Find(name)!;
        return model.Build(model.Classes, model.Input);
    }

    // The rule of make_models.py.
    private static void Fill(string name, Shape shape, Span<float> values)
    {
        var frequency = 0.37 + (0.01 * name.Length);
        var fanIn = shape.Skip(1).Aggregate(1, (product, size) => product * size);
        for (var i = 0; i < values.Length; i++)
        {
            var wave = Math.Sin(frequency * i);
            values[i] = (float)(shape.Rank > 1 ? wave * Math.Sqrt(4.0 / fanIn)
                : name.EndsWith("weight", StringComparison.Ordinal) || name.EndsWith("running_var", StringComparison.Ordinal) ? 1 + (0.1 * wave)
                : 0.1 * wave);
        }
    }
}
