using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// AlexNet as the paper has it, cut into two parts that each lived on a card of its own: the second, fourth and fifth convolutions see
/// the maps of their own part alone. <see cref="AlexNet"/> is the later form in one part. Krizhevsky, Sutskever and Hinton, NIPS 2012.
/// </summary>
/// <remarks>Input [N, 3, 227, 227] (<see cref="AlexNetPlan.Crop"/>), pixels from 0 to 255 less their mean; output [N, classes]. 60,965,224 parameters for
/// 1000 classes.</remarks>
public sealed class OriginalAlexNet : Module
{
    private static readonly Initializer PaperWeights = Initializer.Normal(0.01);

    private readonly Sequential _features, _hidden;
    private readonly Linear _scores;

    /// <summary>Builds the network.</summary>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="plan">Sizes; null for the paper's.</param>
    public OriginalAlexNet(int classes = 1000, AlexNetPlan? plan = null)
    {
        Plan = plan ?? AlexNetPlan.Paper;
        var maps = Plan.Maps;
        _features = Add("features", new Sequential());
        _features.Add("conv1", Prepared(new Conv2d(3, maps[0], Plan.FirstKernel, Plan.FirstStride, Plan.FirstPadding), bias: 0));
        AddNormalizedPool("1");
        _features.Add("conv2", Prepared(new Conv2d(maps[0], maps[1], 5, padding: 2, groups: 2), bias: 1));
        AddNormalizedPool("2");
        _features.Add("conv3", Prepared(new Conv2d(maps[1], maps[2], 3, padding: 1), bias: 0));
        _features.Add("relu3", new Relu());
        _features.Add("conv4", Prepared(new Conv2d(maps[2], maps[3], 3, padding: 1, groups: 2), bias: 1));
        _features.Add("relu4", new Relu());
        _features.Add("conv5", Prepared(new Conv2d(maps[3], maps[4], 3, padding: 1, groups: 2), bias: 1));
        _features.Add("relu5", new Relu());
        _features.Add("pool5", new MaxPool2d(3, stride: 2));
        _hidden = Add("hidden", new Sequential());
        _hidden.Add("fc6", Prepared(new Linear(maps[4] * Plan.LastSide * Plan.LastSide, Plan.Units), bias: 1));
        _hidden.Add("relu6", new Relu());
        _hidden.Add("drop6", new Dropout(0.5));
        _hidden.Add("fc7", Prepared(new Linear(Plan.Units, Plan.Units), bias: 1));
        _hidden.Add("relu7", new Relu());
        _hidden.Add("drop7", new Dropout(0.5));
        _scores = Add("fc8", Prepared(new Linear(Plan.Units, classes), bias: 0));
    }

    /// <summary>Its sizes.</summary>
    public AlexNetPlan Plan { get; }

    /// <summary>The convolution that sees the pictures.</summary>
    public Conv2d First => (Conv2d)_features[0];

    /// <summary>What the last hidden layer makes of images: pictures that mean the same lie close to each other there.</summary>
    /// <param name="images">As in <see cref="Module.Forward"/>.</param>
    /// <returns>Shape [N, units].</returns>
    public Tensor Hidden(Tensor images) => _hidden.Forward(Ops.Flatten(_features.Forward(images)));

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _scores.Forward(Hidden(x));

    // Response normalisation as the paper writes it, whose α is not divided by the five maps of a neighbourhood.
    private void AddNormalizedPool(string number)
    {
        _features.Add($"relu{number}", new Relu());
        _features.Add($"norm{number}", new LocalResponseNorm(5, alpha: 5 * 1e-4, beta: 0.75, k: 2));
        _features.Add($"pool{number}", new MaxPool2d(3, stride: 2));
    }

    private Conv2d Prepared(Conv2d conv, double bias)
    {
        Prepare(conv.Weight, conv.Bias!, bias);
        return conv;
    }

    private Linear Prepared(Linear linear, double bias)
    {
        Prepare(linear.Weight, linear.Bias!, bias);
        return linear;
    }

    private void Prepare(Parameter weight, Parameter bias, double value) =>
        (weight.Initializer, bias.Initializer) = Plan.Weights is { } weights ? (weights, Initializer.Zeros) : (PaperWeights, Initializer.Constant(value));
}
