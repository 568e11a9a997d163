using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// LeNet-5 in today's form: ReLU for the scaled tanh, max pooling for trained subsampling, every map of C3 connected, class
/// scores for the codes of the output. LeCun, Bottou, Bengio and Haffner, Proceedings of the IEEE 86(11), 1998.
/// </summary>
/// <remarks>Input [N, inChannels, 28, 28], output [N, classes]. 61,706 parameters for ten classes of grey digits.</remarks>
public sealed class LeNet5 : Module
{
    private readonly Conv2d _conv1, _conv2;
    private readonly Linear _fc1, _fc2, _fc3;
    private readonly Relu _relu;
    private readonly MaxPool2d _pool;

    /// <summary>Builds the network.</summary>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    public LeNet5(int classes = 10, int inChannels = 1)
    {
        _conv1 = Add("conv1", new Conv2d(inChannels, 6, 5, padding: 2));
        _conv2 = Add("conv2", new Conv2d(6, 16, 5));
        _fc1 = Add("fc1", new Linear(16 * 5 * 5, 120));
        _fc2 = Add("fc2", new Linear(120, 84));
        _fc3 = Add("fc3", new Linear(84, classes));
        _relu = Add("relu", new Relu());
        _pool = Add("pool", new MaxPool2d(2));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        x = _pool.Forward(_relu.Forward(_conv1.Forward(x)));
        x = _pool.Forward(_relu.Forward(_conv2.Forward(x)));
        x = _relu.Forward(_fc1.Forward(Ops.Flatten(x)));
        x = _relu.Forward(_fc2.Forward(x));
        return _fc3.Forward(x);
    }
}
