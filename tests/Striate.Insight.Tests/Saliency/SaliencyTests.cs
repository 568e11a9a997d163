using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight.Tests;

/// <summary>Every method against PyTorch's autograd, and against what it promises.</summary>
public sealed class SaliencyTests
{
    private static readonly Dictionary<string, Func<Module, Tensor, int?, Tensor>> Methods = new()
    {
        ["gradient"] = Saliency.Gradient,
        ["gradient_times_input"] = Saliency.GradientTimesInput,
        ["smooth_grad"] = (net, image, target) => Saliency.SmoothGrad(net, image, target, samples: 3, noise: 0.2, seed: 7),
        ["integrated_gradients"] = (net, image, target) => Saliency.IntegratedGradients(net, image, target, steps: 16).Values,
        ["guided_backpropagation"] = Saliency.GuidedBackpropagation,
        ["deconvolution"] = Saliency.Deconvolution,
        ["grad_cam"] = (net, image, target) => Saliency.GradCam(net, image, target),
        ["grad_cam_plus_plus"] = (net, image, target) => Saliency.GradCamPlusPlus(net, image, target),
        ["guided_grad_cam"] = (net, image, target) => Saliency.GuidedGradCam(net, image, target),
        ["occlusion"] = (net, image, target) => Saliency.Occlusion(net, image, target, window: 3, stride: 2),
        ["relevance_epsilon"] = (net, image, target) => Saliency.Relevance(net, image, target, RelevanceRule.Epsilon(0.25)).Values,
        ["relevance_alpha_beta"] = (net, image, target) => Saliency.Relevance(net, image, target).Values,
    };

    // What the methods of the command are called in saliency.json.
    private static readonly Dictionary<string, string> NamesOfCommand = new()
    {
        ["gradient"] = "gradient",
        ["gradient-input"] = "gradient_times_input",
        ["smoothgrad"] = "smooth_grad",
        ["integrated"] = "integrated_gradients",
        ["guided"] = "guided_backpropagation",
        ["deconvolution"] = "deconvolution",
        ["gradcam"] = "grad_cam",
        ["gradcam++"] = "grad_cam_plus_plus",
        ["guided-gradcam"] = "guided_grad_cam",
        ["occlusion"] = "occlusion",
        ["relevance"] = "relevance_alpha_beta",
    };

    public static MatrixTheoryData<string, string> All() => new(["plain", "residual"], Methods.Keys);

    [Theory]
    [MemberData(nameof(All))]
    public void Method_SmallNetwork_AsPyTorchAndNothingIsLeftBehind(string net, string method)
    {
        var network = SaliencyNets.Build(net);
        network.Train();
        network[0].Parameters().First().Parameter.RequiresGrad = false;
        var image = SaliencyNets.Image;
        var values = Methods[method](network, image, SaliencyNets.Class);

        SaliencyNets.AssertAsExpected(net, method, values);
        Assert.False(image.RequiresGrad);
        Assert.True(network.IsTraining);
        Assert.All(network.Parameters(), p => Assert.Null(p.Parameter.Value.Grad));
        Assert.Equal(network.Parameters().Skip(1).Select(_ => true).Prepend(false), network.Parameters().Select(p => p.Parameter.RequiresGrad));

        // The hooks are off again, and another order in memory changes nothing.
        SaliencyNets.AssertAsExpected(net, "scores", network.Eval().Forward(image));
        SaliencyNets.AssertAsExpected(net, method, Methods[method](network, Ops.ToChannelsLast(image), SaliencyNets.Class));
    }

    [Fact]
    public void All_MethodsOfTheCommand_HaveNumbersOfPyTorch()
    {
        Assert.Equal(NamesOfCommand.Keys, SaliencyMethod.All.Select(method => method.Name));
        Assert.All(NamesOfCommand.Values, name => Assert.True(Methods.ContainsKey(name) && SaliencyNets.Expected("plain", name).Any(value => value != 0), name));
    }

    [Fact]
    public void Method_NoTarget_IsOfTheAnswer()
    {
        var network = SaliencyNets.Build("residual");
        Assert.Equal(4, Saliency.Answer(network, SaliencyNets.Image));
        Assert.Equal(Saliency.Gradient(network, SaliencyNets.Image, 4).ToArray(), Saliency.Gradient(network, SaliencyNets.Image).ToArray());
        Assert.NotEqual(Saliency.Gradient(network, SaliencyNets.Image, 3).ToArray(), Saliency.Gradient(network, SaliencyNets.Image).ToArray());
    }

    [Fact]
    public void SmoothGrad_IsTheMeanOverItsCopies_AndItsSeedRepeats()
    {
        var (network, image) = (SaliencyNets.Build("plain"), SaliencyNets.Image);
        var deviation = 0.2f * (image.ToArray().Max() - image.ToArray().Min());
        var expected = new float[image.Length];
        for (var copy = 0; copy < 3; copy++)
        {
            var noise = Tensor.Normal(image.Shape, new Rng(Rng.Hash(7, (ulong)copy)));
            var gradient = Saliency.Gradient(network, image + (noise * deviation), 1).ToArray();
            expected = [.. expected.Zip(gradient, (sum, value) => sum + (value / 3))];
        }

        var smooth = Saliency.SmoothGrad(network, image, 1, samples: 3, noise: 0.2, seed: 7).ToArray();
        Assert.All(expected.Zip(smooth), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.Equal(smooth, Saliency.SmoothGrad(network, image, 1, samples: 3, noise: 0.2, seed: 7).ToArray());
        Assert.NotEqual(smooth, Saliency.SmoothGrad(network, image, 1, samples: 3, noise: 0.2, seed: 8).ToArray());
    }

    [Fact]
    public void SmoothGrad_Cancelled_IsTheMeanSoFar()
    {
        var (network, image) = (SaliencyNets.Build("plain"), SaliencyNets.Image);
        using var cancel = new CancellationTokenSource();
        var steps = 0;
        var some = Saliency.SmoothGrad(network, image, 1, samples: 9, step: done => { steps = done; if (done == 2) { cancel.Cancel(); } }, cancel: cancel.Token);
        Assert.Equal(2, steps);
        Assert.Equal(Saliency.SmoothGrad(network, image, 1, samples: 2).ToArray(), some.ToArray());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("residual")]
    public void IntegratedGradients_ManySteps_Complete(string net)
    {
        var (network, image) = (SaliencyNets.Build(net), SaliencyNets.Image);
        var shares = Saliency.IntegratedGradients(network, image, baseline: Tensor.Full(image.Shape, 0.5f), steps: 400);
        Assert.Equal(network.Forward(image).ToArray().Max() - network.Forward(Tensor.Full(image.Shape, 0.5f))[0, Saliency.Answer(network, image)], shares.Expected, 1e-5);
        Assert.InRange(shares.Error, 0, 0.01);
    }

    [Fact]
    public void GuidedBackpropagation_IsItsDefinition()
    {
        // Backwards by hand through linear, ReLU, linear, ReLU, linear.
        var network = new Sequential { new Flatten(), new Linear(4, 5), new Relu(), new Linear(5, 6), new Relu(), new Linear(6, 3) };
        network.Initialize(3);
        var image = Tensor.Normal([1, 1, 2, 2], new Rng(4));
        var (first, second, third) = ((Linear)network[1], (Linear)network[3], (Linear)network[5]);
        var a = Product(first, image.ToArray());
        var b = Product(second, Positive(a));
        var db = Enumerable.Range(0, 6).Select(i => third.Weight.Value[2, i]).Select((dy, i) => b[i] > 0 && dy > 0 ? dy : 0).ToArray();
        var da = Transposed(second, db).Select((dy, i) => a[i] > 0 && dy > 0 ? dy : 0).ToArray();
        var expected = Transposed(first, da);

        Assert.Contains(expected, value => value != 0);
        Assert.All(expected.Zip(Saliency.GuidedBackpropagation(network, image, 2).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GuidedBackpropagationAndDeconvolution_ByFiniteDifferences_AreTheirDefinition(bool guided)
    {
        // Between its ReLUs the network is linear: differences of the parts' outputs are what goes back, and at each ReLU the rule stands written out.
        var network = new Sequential { new Conv2d(3, 4, 3, padding: 1), new Relu(), new Conv2d(4, 6, 3, stride: 2), new Relu(), new Flatten(), new Linear(54, 5) };
        network.Initialize(1);
        var image = SaliencyNets.Image;
        Func<Tensor, Tensor>[] parts = [network[0].Forward, network[2].Forward, x => network[5].Forward(network[4].Forward(x))];
        var inputs = new List<Tensor> { image };
        var before = new List<Tensor>();
        foreach (var part in parts)
        {
            before.Add(part(inputs[^1]));
            inputs.Add(Ops.Relu(before[^1]));
        }

        double[] back = [.. Enumerable.Range(0, 5).Select(i => i == SaliencyNets.Class ? 1.0 : 0)];
        for (var at = parts.Length - 1; at >= 0; at--)
        {
            if (at < parts.Length - 1)
            {
                var x = before[at].ToArray();
                back = [.. back.Select((dy, i) => dy > 0 && (!guided || x[i] > 0) ? dy : 0)];
            }

            back = Differences(parts[at], inputs[at], back);
        }

        var values = guided ? Saliency.GuidedBackpropagation(network, image, SaliencyNets.Class) : Saliency.Deconvolution(network, image, SaliencyNets.Class);
        var largest = back.Max(Math.Abs);
        Assert.InRange(largest, 1e-3, 1e3);
        Assert.All(back.Zip(values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4 * largest));
    }

    [Fact]
    public void GradCam_NamedLayer_IsThatOfTheLayer()
    {
        var network = SaliencyNets.Build("plain");
        Assert.Equal(
            Saliency.GradCam(network, SaliencyNets.Image, 1).ToArray(), Saliency.GradCam(network, SaliencyNets.Image, 1, network[4]).ToArray());
        Assert.NotEqual(
            Saliency.GradCam(network, SaliencyNets.Image, 1).ToArray(), Saliency.GradCam(network, SaliencyNets.Image, 1, network[0]).ToArray());
    }

    [Theory]
    [InlineData("squeezenet1_0")]
    [InlineData("resnet18")]
    [InlineData("cifar_resnet20")]
    [InlineData("lenet5")]
    public void Relevance_NetworkOfTheLibrary_IsConserved(string name)
    {
        var info = ModelCatalog.Find(name)!;
        var network = info.Build(10, info.Input[0] == 1 ? info.Input : [3, 64, 64]);
        network.Initialize(1);
        network.Eval();
        var image = Tensor.Normal(info.Input[0] == 1 ? [1, .. info.Input] : [1, 3, 64, 64], new Rng(2), Layout.ChannelsLast);
        Assert.InRange(Saliency.Relevance(network, image).Error, 0, 0.01);
        Assert.InRange(Saliency.Relevance(network, image, rule: RelevanceRule.Epsilon()).Error, 0, 0.01);
    }

    [Fact]
    public void IntegratedGradientsAndRelevance_TrainedSqueezeNet_AddUp()
    {
        var (network, photo) = (Seen.TrainedSqueezeNet(), Seen.Photo("chelsea", 224));
        Assert.InRange(Saliency.IntegratedGradients(network, photo).Error, 0, 0.01);
        Assert.InRange(Saliency.Relevance(network, photo).Error, 0, 0.01);
        Assert.InRange(Saliency.Relevance(network, photo, rule: RelevanceRule.Epsilon()).Error, 0, 0.01);
    }

    [Fact]
    public void Relevance_OtherLayer_NamesIt()
    {
        var network = new Sequential { new Conv2d(3, 4, 3), new Sigmoid(), new GlobalAvgPool2d(), new Flatten() };
        var error = Assert.Throws<NotSupportedException>(() => Saliency.Relevance(network, SaliencyNets.Image));
        Assert.StartsWith("relevance: 1 (Sigmoid) computes Sigmoid, for which there is no rule", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_SayWhatToDo()
    {
        var network = SaliencyNets.Build("plain");
        Assert.Contains("got images [2, 3, 8, 8], expected one", Assert.Throws<ShapeException>(() => Saliency.Gradient(network, Tensor.Zeros([2, 3, 8, 8]))).Message, StringComparison.Ordinal);
        Assert.Contains("class 5 of a network with 5 classes", Assert.Throws<ArgumentOutOfRangeException>(() => Saliency.Gradient(network, SaliencyNets.Image, 5)).Message, StringComparison.Ordinal);
        Assert.Contains("expected scores of classes", Assert.Throws<ShapeException>(() => Saliency.Gradient(new Relu(), SaliencyNets.Image)).Message, StringComparison.Ordinal);
        Assert.Contains("Name an earlier layer", Assert.Throws<ArgumentException>(() => Saliency.GradCam(network, SaliencyNets.Image, 1, network[6])).Message, StringComparison.Ordinal);
        Assert.Contains("has none", Assert.Throws<ArgumentException>(() => Saliency.Deconvolution(new Sequential { new Flatten(), new Linear(192, 2) }, SaliencyNets.Image)).Message, StringComparison.Ordinal);
    }

    // Σ dy · ∂y/∂x by central differences, a number of x after the other.
    private static double[] Differences(Func<Tensor, Tensor> part, Tensor x, double[] dy)
    {
        const float Step = 0.25f;
        var found = new double[x.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var (above, below) = (Moved(i, Step), Moved(i, -Step));
            found[i] = dy.Select((value, o) => value * (above[o] - (double)below[o])).Sum() / (2 * Step);
        }

        return found;

        float[] Moved(int i, float by)
        {
            var numbers = x.ToArray();
            numbers[i] += by;
            return part(Tensor.From(numbers, x.Shape)).ToArray();
        }
    }

    private static float[] Product(Linear linear, float[] x) =>
        [.. Enumerable.Range(0, linear.Weight.Shape[0]).Select(o => linear.Bias!.Value.Span[o] + x.Select((value, i) => value * linear.Weight.Value[o, i]).Sum())];

    private static float[] Transposed(Linear linear, float[] y) =>
        [.. Enumerable.Range(0, linear.Weight.Shape[1]).Select(i => y.Select((value, o) => value * linear.Weight.Value[o, i]).Sum())];

    private static float[] Positive(float[] x) => [.. x.Select(value => Math.Max(value, 0))];
}
