using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Striate.Versus.Libtorch.Networks;

/// <summary>LeNet-5 with ReLU and max pooling, as <see cref="Striate.Networks.LeNet5"/> is.</summary>
internal sealed class LeNet5 : Block
{
    private readonly Module<Tensor, Tensor> _conv1, _conv2, _fc1, _fc2, _fc3, _pool;

    public LeNet5()
        : base(nameof(LeNet5))
    {
        _conv1 = Add("conv1", Conv2d(1, 6, 5, padding: 2L));
        _conv2 = Add("conv2", Conv2d(6, 16, 5));
        _fc1 = Add("fc1", Linear(16 * 5 * 5, 120));
        _fc2 = Add("fc2", Linear(120, 84));
        _fc3 = Add("fc3", Linear(84, 10));
        _pool = Add("pool", MaxPool2d(2));
    }

    public override Tensor forward(Tensor input)
    {
        var x = _pool.forward(_conv1.forward(input).relu_());
        x = _pool.forward(_conv2.forward(x).relu_());
        x = _fc1.forward(x.flatten(1)).relu_();
        x = _fc2.forward(x).relu_();
        return _fc3.forward(x);
    }
}
