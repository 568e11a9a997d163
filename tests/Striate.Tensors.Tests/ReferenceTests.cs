using System.Text.Json;
using Striate.Kernels.Conv;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Update;

namespace Striate.Tensors.Tests;

/// <summary>Compares operations and update kernels with the numbers of PyTorch that Reference/make_reference.py stored.</summary>
public class ReferenceTests
{
    private const double Tolerance = 1e-5;

    private static readonly JsonElement Stored =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reference", "reference.json"))).RootElement;

    public static TheoryData<int, string> Cases() => Numbered("cases", "op");

    public static TheoryData<int, string> Trajectories() => Numbered("trajectories", "optimizer");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operation_StoredInputs_GivesPyTorchsNumbers(int index, string op)
    {
        var stored = Stored.GetProperty("cases")[index];
        var inputs = Tensors(stored, "inputs");
        var buffers = Tensors(stored, "buffers");
        using var tape = new Tape();
        foreach (var input in inputs.Values)
        {
            input.RequiresGrad = true;
        }

        var y = Run(op, stored, inputs, buffers);
        AssertEqual($"{op} output", stored.GetProperty("output"), y);

        var dy = stored.GetProperty("outputGradient");
        var rowMajor = y.Shape.Rank == 4 ? Ops.ToRowMajor(y) : y;
        GradientCheck.WeightedSum(rowMajor, Values(dy)).Backward();
        foreach (var (name, input) in inputs)
        {
            AssertEqual($"{op} gradient of {name}", stored.GetProperty("gradients").GetProperty(name), input.Grad!);
        }

        foreach (var (name, buffer) in buffers)
        {
            AssertEqual($"{op} {name}", stored.GetProperty("buffersAfter").GetProperty(name), buffer);
        }
    }

    [Theory]
    [MemberData(nameof(Trajectories))]
    public void UpdateKernel_StoredGradients_WalksPyTorchsPath(int index, string optimizer)
    {
        var stored = Stored.GetProperty("trajectories")[index];
        var settings = stored.GetProperty("settings");
        var w = Values(stored.GetProperty("start"));
        var (first, second) = (new float[w.Length], new float[w.Length]);
        var momentum = Number("momentum", 0);
        for (var step = 0; step < stored.GetProperty("gradients").GetArrayLength(); step++)
        {
            var g = Values(stored.GetProperty("gradients")[step]);
            if (optimizer == "Sgd")
            {
                SgdKernel.Run(
                    w, g, momentum == 0 ? [] : first, Number("learningRate", 0), momentum, settings.TryGetProperty("nesterov", out _), Number("weightDecay", 0));
            }
            else
            {
                AdamKernel.Run(w, g, first, second, new AdamSettings(
                    Number("learningRate", 0), Number("beta1", 0.9f), Number("beta2", 0.999f), Number("epsilon", 1e-8f),
                    Number("weightDecay", 0), optimizer == "AdamW", step + 1));
            }

            AssertEqual($"{optimizer} step {step + 1}", stored.GetProperty("weights")[step], Tensor.From(w, [w.Length]));
        }

        float Number(string name, float otherwise) => settings.TryGetProperty(name, out var value) ? value.GetSingle() : otherwise;
    }

    private static Tensor Run(string op, JsonElement stored, Dictionary<string, Tensor> inputs, Dictionary<string, Tensor> buffers)
    {
        var settings = stored.GetProperty("settings");
        var x = inputs.GetValueOrDefault("x")!;
        return op switch
        {
            "Conv2d" => Ops.Conv2d(
                x, inputs["w"], inputs.GetValueOrDefault("b"), Size("stride"), Sides("padding"), Size("dilation"), Whole("groups")),
            "MaxPool2d" => Ops.MaxPool2d(x, Size("kernelSize"), Size("stride"), Sides("padding"), Size("dilation"), Rounding()),
            "AvgPool2d" => Ops.AvgPool2d(x, Size("kernelSize"), Size("stride"), Sides("padding"), Rounding(), Flag("countIncludePad")),
            "AdaptiveAvgPool2d" => Ops.AdaptiveAvgPool2d(x, Size("outputSize")),
            "BatchNorm" => Ops.BatchNorm(
                x, inputs["gamma"], inputs["beta"], buffers["runningMean"], buffers["runningVar"],
                Flag("training"), Real("momentum"), Real("epsilon")),
            "LocalResponseNorm" => Ops.LocalResponseNorm(x, Whole("size"), Real("alpha"), Real("beta"), Real("k")),
            "Relu" => Ops.Relu(x),
            "Relu6" => Ops.Relu6(x),
            "Gelu" => Ops.Gelu(x, Enum.Parse<GeluForm>(settings.GetProperty("form").GetString()!)),
            "Tanh" => Ops.Tanh(x),
            "Sigmoid" => Ops.Sigmoid(x),
            "Softmax" => Ops.Softmax(x),
            "Add" => Ops.Add(inputs["a"], inputs["b"]),
            "Flatten" => Ops.Flatten(x),
            "Linear" => Ops.Linear(x, inputs["w"], inputs.GetValueOrDefault("b")),
            "CrossEntropy" => Ops.CrossEntropy(inputs["scores"], Labels(), Real("labelSmoothing")),
            "Hinge" => Ops.Hinge(inputs["scores"], Labels(), Real("margin")),
            _ => throw new NotSupportedException(op),
        };

        int Whole(string name) => settings.GetProperty(name).GetInt32();
        double Real(string name) => settings.GetProperty(name).GetDouble();
        bool Flag(string name) => settings.GetProperty(name).GetBoolean();
        int[] Wholes(string name) => [.. settings.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];
        Size2d Size(string name) => Wholes(name) is [var height, var width] ? (height, width) : throw new FormatException(name);
        Padding2d Sides(string name) => Wholes(name) switch
        {
            [var rows, var columns] => (rows, columns),
            [var top, var bottom, var left, var right] => new Padding2d(top, bottom, left, right),
            _ => throw new FormatException(name),
        };
        Fit Rounding() => settings.TryGetProperty("fit", out var fit) ? Enum.Parse<Fit>(fit.GetString()!) : Fit.Floor;
        int[] Labels() => [.. stored.GetProperty("labels").EnumerateArray().Select(value => value.GetInt32())];
    }

    private static TheoryData<int, string> Numbered(string list, string name)
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < Stored.GetProperty(list).GetArrayLength(); i++)
        {
            data.Add(i, Stored.GetProperty(list)[i].GetProperty(name).GetString()!);
        }

        return data;
    }

    private static Dictionary<string, Tensor> Tensors(JsonElement stored, string list) =>
        stored.TryGetProperty(list, out var tensors)
            ? tensors.EnumerateObject().ToDictionary(item => item.Name, item => Tensor.From(Values(item.Value), Shape(item.Value)))
            : [];

    private static void AssertEqual(string what, JsonElement expected, Tensor actual)
    {
        Assert.Equal(Shape(expected), actual.Shape);
        GradientCheck.AssertClose(what, Array.ConvertAll(Values(expected), value => (double)value), actual.ToArray(), Tolerance);
    }

    private static Shape Shape(JsonElement tensor) =>
        Striate.Tensors.Shape.Of([.. tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);

    private static float[] Values(JsonElement tensor) =>
        [.. tensor.GetProperty("values").EnumerateArray().Select(value => value.GetSingle())];
}
