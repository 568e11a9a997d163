using System.Text.Json;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Update;

namespace Striate.Tensors.Tests;

/// <summary>
/// Compares operations and optimisers with the numbers of PyTorch that the scripts in Reference/ stored: a file for each family, whose
/// operations are named here in a part of this class.
/// </summary>
public partial class ReferenceTests
{
    private const double Tolerance = 1e-5;

    private static readonly Dictionary<string, JsonElement> Files = Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "Reference"), "*.json")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement);

    private static readonly Dictionary<string, Func<StoredCase, Tensor>> Operations =
        new[] { Core, Arithmetic, Shapes, Convolutions, Training }.SelectMany(family => family).ToDictionary();

    private static Dictionary<string, Func<StoredCase, Tensor>> Core => new()
    {
        ["Conv2d"] = c => Ops.Conv2d(
            c["x"], c["w"], c.Find("b"), c.Size("stride"), c.Sides("padding"), c.Size("dilation"), c.Whole("groups")),
        ["MaxPool2d"] = c => Ops.MaxPool2d(c["x"], c.Size("kernelSize"), c.Size("stride"), c.Sides("padding"), c.Size("dilation"), c.Rounding),
        ["AvgPool2d"] = c => Ops.AvgPool2d(c["x"], c.Size("kernelSize"), c.Size("stride"), c.Sides("padding"), c.Rounding, c.Flag("countIncludePad")),
        ["AdaptiveAvgPool2d"] = c => Ops.AdaptiveAvgPool2d(c["x"], c.Size("outputSize")),
        ["BatchNorm"] = c => Ops.BatchNorm(
            c["x"], c["gamma"], c["beta"], c.Buffers["runningMean"], c.Buffers["runningVar"], c.Flag("training"), c.Real("momentum"), c.Real("epsilon")),
        ["LocalResponseNorm"] = c => Ops.LocalResponseNorm(c["x"], c.Whole("size"), c.Real("alpha"), c.Real("beta"), c.Real("k")),
        ["Relu"] = c => Ops.Relu(c["x"]),
        ["Relu6"] = c => Ops.Relu6(c["x"]),
        ["Gelu"] = c => Ops.Gelu(c["x"], Enum.Parse<GeluForm>(c.Text("form"))),
        ["Tanh"] = c => Ops.Tanh(c["x"]),
        ["Sigmoid"] = c => Ops.Sigmoid(c["x"]),
        ["Softmax"] = c => Ops.Softmax(c["x"]),
        ["Add"] = c => Ops.Add(c["a"], c["b"]),
        ["Flatten"] = c => Ops.Flatten(c["x"]),
        ["Linear"] = c => Ops.Linear(c["x"], c["w"], c.Find("b")),
        ["CrossEntropy"] = c => Ops.CrossEntropy(c["scores"], c.Labels, c.Real("labelSmoothing")),
        ["Hinge"] = c => Ops.Hinge(c["scores"], c.Labels, c.Real("margin")),
    };

    public static TheoryData<string, int, string> Cases() => Numbered("cases", "op");

    public static TheoryData<string, int, string> Trajectories() => Numbered("trajectories", "optimizer");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operation_StoredInputs_GivesPyTorchsNumbers(string family, int index, string op)
    {
        var stored = new StoredCase(Files[family].GetProperty("cases")[index]);
        using var tape = new Tape();
        foreach (var input in stored.Inputs.Values)
        {
            input.RequiresGrad = true;
        }

        var y = Operations[op](stored);
        AssertEqual($"{op} output", stored.Json.GetProperty("output"), y);
        if (stored.Json.GetProperty("gradients").EnumerateObject().Any())
        {
            GradientCheck.WeightedSum(Ops.ToRowMajor(y), StoredCase.Values(stored.Json.GetProperty("outputGradient"))).Backward();
        }

        foreach (var gradient in stored.Json.GetProperty("gradients").EnumerateObject())
        {
            AssertEqual($"{op} gradient of {gradient.Name}", gradient.Value, stored[gradient.Name].Grad!);
        }

        foreach (var (name, buffer) in stored.Buffers)
        {
            AssertEqual($"{op} {name}", stored.Json.GetProperty("buffersAfter").GetProperty(name), buffer);
        }
    }

    [Theory]
    [MemberData(nameof(Trajectories))]
    public void UpdateKernel_StoredGradients_WalksPyTorchsPath(string family, int index, string optimizer)
    {
        var stored = Files[family].GetProperty("trajectories")[index];
        var settings = stored.GetProperty("settings");
        var w = StoredCase.Values(stored.GetProperty("start"));
        var slots = Enumerable.Range(0, 3).Select(_ => new float[w.Length]).ToArray();
        for (var step = 0; step < stored.GetProperty("gradients").GetArrayLength(); step++)
        {
            var g = StoredCase.Values(stored.GetProperty("gradients")[step]);
            Update(new UpdateTarget(w, g, (float)Number("learningRate", 0), (float)Number("weightDecay", 0)), step + 1);
            AssertEqual($"{optimizer} step {step + 1}", stored.GetProperty("weights")[step], Tensor.From(w, [w.Length]));
        }

        void Update(UpdateTarget target, int step)
        {
            switch (optimizer)
            {
                case "Sgd":
                    var sgd = new SgdRule(Number("momentum", 0), Flag("nesterov"));
                    UpdateKernel.Run([WithSlots(target, sgd.Slots)], sgd);
                    break;
                case "Adam" or "AdamW":
                    var adam = new AdamRule(Number("beta1", 0.9), Number("beta2", 0.999), Number("epsilon", 1e-8), optimizer == "AdamW", Flag("amsGrad"), step);
                    UpdateKernel.Run([WithSlots(target, adam.Slots)], adam);
                    break;
                case "RmsProp":
                    var rmsProp = new RmsPropRule(Number("alpha", 0.99), Number("epsilon", 1e-8), Number("momentum", 0), Flag("centered"));
                    UpdateKernel.Run([WithSlots(target, rmsProp.Slots)], rmsProp);
                    break;
                case "Adagrad":
                    UpdateKernel.Run([WithSlots(target, 1)], new AdagradRule(Number("epsilon", 1e-10)));
                    break;
                case "Adadelta":
                    UpdateKernel.Run([WithSlots(target, 2)], new AdadeltaRule(Number("rho", 0.9), Number("epsilon", 1e-6)));
                    break;
                default:
                    throw new NotSupportedException(optimizer);
            }
        }

        UpdateTarget WithSlots(UpdateTarget target, int count) => target with
        {
            First = count > 0 ? slots[0] : default(Memory<float>),
            Second = count > 1 ? slots[1] : default(Memory<float>),
            Third = count > 2 ? slots[2] : default(Memory<float>),
        };
        double Number(string name, double otherwise) => settings.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
        bool Flag(string name) => settings.TryGetProperty(name, out var value) && value.GetBoolean();
    }

    private static TheoryData<string, int, string> Numbered(string list, string name)
    {
        var data = new TheoryData<string, int, string>();
        foreach (var (family, file) in Files)
        {
            if (file.TryGetProperty(list, out var entries))
            {
                for (var i = 0; i < entries.GetArrayLength(); i++)
                {
                    data.Add(family, i, entries[i].GetProperty(name).GetString()!);
                }
            }
        }

        return data;
    }

    private static void AssertEqual(string what, JsonElement expected, Tensor actual)
    {
        Assert.Equal(StoredCase.ShapeOf(expected), actual.Shape);
        GradientCheck.AssertClose(what, Array.ConvertAll(StoredCase.Values(expected), value => (double)value), actual.ToArray(), Tolerance);
    }
}
