#:project ../src/Striate.Training/Striate.Training.csproj

// Layers of images, each family once: convolution, pooling, normalisation, activations, blocks. docs/layers shows these lines.
// Run it from the repository: dotnet run -c Release samples/layers.cs
using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Shaping;
using Striate.Networks;
using Striate.Tensors;

var images = Tensor.Normal([2, 3, 32, 32], new Rng(1));
Convolution(images);
Pooling(images);
Normalisation(images);
Activations(images);
Blocks(images);

static void Convolution(Tensor images)
{
    var edges = new Conv2d(3, 16, 3, stride: 2, padding: 1);
    Show("convolution", edges.Forward(images));

    var wide = new Conv2d(3, 16, 3, padding: Padding2d.Same, dilation: 4) { PaddingMode = PadMode.Reflect };
    Show("dilated", wide.Forward(images));

    var enlarge = new ConvTranspose2d(16, 3, 4, stride: 2, padding: 1);
    Show("transposed", enlarge.Forward(edges.Forward(images)));

    var across = Tensor.From([-1, 0, 1, -2, 0, 2, -1, 0, 1], [1, 1, 3, 3]);
    Show("a filter of one's own", Ops.Conv2d(Ops.Mean(images, [1], keepDims: true), across, padding: Padding2d.Same));
}

static void Pooling(Tensor images)
{
    Show("max", new MaxPool2d(3, stride: 2, padding: 1) { Fit = Fit.Ceiling }.Forward(images));
    Show("adaptive", new AdaptiveAvgPool2d((4, 2)).Forward(images));

    var pool = new MaxPool2d(2);
    var net = new Sequential { pool, new Conv2d(3, 3, 3, padding: 1), new MaxUnpool2d(pool) };
    Show("and back", net.Forward(images));

    var largest = Ops.MaxPool2d(images, out var places, 2);
    Show("the same by hand", Ops.MaxUnpool2d(largest, places, outputSize: 32));
}

static void Normalisation(Tensor images)
{
    var norm = new BatchNorm2d(3);
    Show("learning: by the batch", norm.Forward(images));
    norm.Eval();
    Show("in use: by running means", norm.Forward(images));
    Show("group", new GroupNorm(groups: 3, channels: 3).Forward(images));
}

static void Activations(Tensor images)
{
    var net = new Sequential { new Conv2d(3, 8, 3), new Gelu(), new Conv2d(8, 8, 3), new PRelu(channels: 8) };
    Show("activations", net.Forward(images));

    // The derivative of a function is the gradient of the sum of its values.
    var x = Tensor.From([-2, -1, 0.5f, 3], [4]);
    x.RequiresGrad = true;
    using var tape = new Tape();
    Ops.Sum(Ops.Silu(x)).Backward();
    Console.WriteLine($"derivative of Silu: {string.Join(", ", x.Grad!.ToArray())}");
}

static void Blocks(Tensor images)
{
    var net = new Sequential
    {
        new Conv2d(3, 32, 3, padding: 1, bias: false), new BatchNorm2d(32), new Relu(),
        new InvertedResidual(32, 32, stride: 1, expansion: 6),
        new SqueezeExcitation(32, squeezeChannels: 8),
        new ResNetBlock(32, 64, stride: 2, bottleneck: false),
        new Fire(64, squeeze: 16),
        new GlobalAvgPool2d(), new Flatten(), new Linear(128, 10),
    };
    Show("blocks", net.Forward(images));

    // Blocks of one's own: the input is added, or what branches give is put side by side.
    var residual = new Residual(new Sequential { new Conv2d(3, 3, 3, padding: 1), new Relu() });
    var branches = new Branches(new Conv2d(3, 8, 1), new Conv2d(3, 8, 5, padding: 2));
    Show("residual", residual.Forward(images));
    Show("branches", branches.Forward(images));
}

static void Show(string what, Tensor y) => Console.WriteLine($"{what}: {y.Shape}");
