using Striate.Kernels;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

/// <summary>Max pooling that is joined with the convolution before it: the same numbers and gradients, whoever looks at what lies between, and when.</summary>
public class ConvolutionProductTests
{
    public static TheoryData<string> Nets => [.. Plans.Keys];

    // Each plan takes images [3, 2, 9, 24], filters and a bias, and keeps what it wants to look at.
    private static readonly Dictionary<string, Func<Parts, Tensor>> Plans = new()
    {
        ["relu"] = p => Ops.MaxPool2d(Ops.Relu(p.Convolution()), 2),
        ["relu6"] = p => Ops.MaxPool2d(Ops.Relu6(p.Convolution(10)), 2),
        ["no activation"] = p => Ops.MaxPool2d(p.Convolution(), 2),
        ["another activation"] = p => Ops.MaxPool2d(Ops.Tanh(p.Convolution()), 2),
        ["evaluated normalisation"] = p => Ops.MaxPool2d(Ops.Relu(Parts.Norm(p.Convolution())), 2),
        ["other windows"] = p => Ops.MaxPool2d(Ops.Relu(p.Convolution()), 3, 2),
        ["pooled twice"] = p =>
        {
            var y = Ops.Relu(p.Convolution());
            return Ops.Add(Ops.MaxPool2d(y, 2), Ops.MaxPool2d(y, 2));
        },
        ["convolution pooled twice"] = p =>
        {
            var y = p.Convolution();
            return Ops.Add(Ops.MaxPool2d(Ops.Relu(y), 2), Ops.MaxPool2d(y, 2));
        },
        ["activation used before"] = p =>
        {
            var y = Ops.Relu(p.Convolution());
            var other = Ops.AvgPool2d(y, 2);
            return Ops.Add(Ops.MaxPool2d(y, 2), other);
        },
        ["activation used afterwards"] = p =>
        {
            var y = Ops.Relu(p.Convolution());
            return Ops.Add(Ops.MaxPool2d(y, 2), Ops.AvgPool2d(y, 2));
        },
        ["activation looked at before"] = p =>
        {
            var y = Ops.Relu(p.Convolution());
            p.See(y);
            return Ops.MaxPool2d(y, 2);
        },
        ["convolution looked at before"] = p =>
        {
            var y = p.Convolution();
            p.See(y);
            return Ops.MaxPool2d(Ops.Relu(y), 2);
        },
        ["both looked at afterwards"] = p =>
        {
            var y = p.Convolution();
            var activated = Ops.Relu(y);
            var pooled = Ops.MaxPool2d(activated, 2);
            p.See(activated);
            p.See(y);
            return pooled;
        },
        ["gradient of the activation kept"] = p => Ops.MaxPool2d(p.KeepGrad(Ops.Relu(p.Convolution())), 2),
        ["gradient of the convolution kept"] = p => Ops.MaxPool2d(Ops.Relu(p.KeepGrad(p.Convolution())), 2),
        ["gradient of the maxima kept"] = p => p.KeepGrad(Ops.MaxPool2d(Ops.Relu(p.Convolution()), 2)),
        ["shared gradient"] = p =>
        {
            var y = Ops.MaxPool2d(Ops.Relu(p.Convolution()), 2);
            return Ops.Add(y, y);
        },
        ["gradient of the images"] = p =>
        {
            p.Images.RequiresGrad = true;
            return Ops.MaxPool2d(Ops.Relu(p.Convolution()), 2);
        },
        ["fixed filters"] = p =>
        {
            p.Filters.RequiresGrad = false;
            return Ops.MaxPool2d(Ops.Relu(p.Convolution()), 2);
        },
        ["activation first"] = p => Ops.Relu(Ops.MaxPool2d(p.Convolution(), 2)),
    };

    [Theory]
    [MemberData(nameof(Nets))]
    public void Pooling_JoinedOrNot_SameNumbersAndGradients(string name) => AssertClose(name, Run(name, join: false), Run(name, join: true), 3e-6);

    [Theory]
    [MemberData(nameof(Nets))]
    public void Pooling_WithoutTapeOrReplayed_SameNumbers(string name)
    {
        var expected = Array.ConvertAll(Plans[name](new Parts()).ToArray(), value => (double)value);
        using (new Scope())
        {
            using var fusion = new Fusion();
            AssertClose(name, expected, Plans[name](new Parts()).ToArray(), 3e-6);
        }

        var parts = new Parts();
        var images = parts.Images;
        var replay = Replay.Of(x => Plans[name](parts.With(x)), images.Shape);
        for (var run = 0; run < 2; run++)
        {
            images.Span.CopyTo(replay.Input.Span);
            AssertClose(name, expected, replay.Run().ToArray(), 3e-6);
        }
    }

    [Fact]
    public void Pooling_OfFewFilters_LeavesNothingBetweenInMemory()
    {
        var parts = new Parts();
        using var tape = new Tape();
        using var fusion = new Fusion();
        var y = parts.Convolution();
        var activated = Ops.Relu(y);
        var pooled = Ops.MaxPool2d(activated, 2);
        fusion.Complete();
        WeightedSum(pooled, Numbers(pooled.Length, 2)).Backward();
        Assert.False(y.IsComputed);
        Assert.Equal(Simd.Width == 1, activated.IsComputed);
        Assert.NotNull(parts.Filters.Grad);
    }

    private static Dictionary<string, float[]> Run(string name, bool join)
    {
        var p = new Parts();
        using var tape = new Tape();
        Tensor y;
        if (join)
        {
            using var fusion = new Fusion();
            y = Plans[name](p);
            fusion.Complete();
        }
        else
        {
            y = Plans[name](p);
        }

        WeightedSum(y, Numbers(y.Length, 2)).Backward();
        var results = new Dictionary<string, float[]> { ["output"] = y.ToArray() };
        foreach (var (i, seen) in p.Seen.Index())
        {
            results[$"seen {i}"] = seen;
        }

        foreach (var (what, tensor) in new[] { ("images", p.Images), ("filters", p.Filters), ("bias", p.Bias), ("what was kept", p.Kept) })
        {
            if (tensor?.Grad is { } gradient)
            {
                results[$"gradient of {what}"] = gradient.ToArray();
            }
        }

        return results;
    }

    private sealed class Parts
    {
        public Parts() => Filters.RequiresGrad = Bias.RequiresGrad = true;

        public Tensor Images { get; private set; } = Random([3, 2, 9, 24], 1);

        public Tensor Filters { get; } = Random([3, 2, 3, 3], 2);

        public Tensor Bias { get; } = Random([3], 3);

        public List<float[]> Seen { get; } = [];

        public Tensor? Kept { get; private set; }

        public Parts With(Tensor images)
        {
            Images = images;
            return this;
        }

        public Tensor Convolution(float scale = 1) => Ops.Conv2d(scale == 1 ? Images : Ops.Multiply(Images, Tensor.Full([1], scale)), Filters, Bias, padding: 1);

        public static Tensor Norm(Tensor x) => Ops.BatchNorm(
            x, Random([3], 4), Random([3], 5), Random([3], 6), Tensor.Full([3], 1.5f), training: false);

        public void See(Tensor tensor) => Seen.Add(tensor.ToArray());

        public Tensor KeepGrad(Tensor tensor)
        {
            tensor.KeepsGrad = true;
            Kept = tensor;
            return tensor;
        }
    }
}
