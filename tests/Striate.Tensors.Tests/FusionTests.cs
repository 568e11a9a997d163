using Striate.Kernels;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

/// <summary>Joined operations give what they give one by one: outputs, gradients, running statistics.</summary>
public class FusionTests
{
    public static TheoryData<string> Nets => [.. Plans.Keys];

    // Each plan takes images [3, 4, 5, 5] and the parts below; results and gradients must not depend on what is joined.
    private static readonly Dictionary<string, Func<Tensor, Parts, Tensor>> Plans = new()
    {
        ["conv relu"] = (x, p) => Ops.Relu(Ops.Conv2d(x, p.Filters, p.Bias, padding: 1)),
        ["conv norm"] = (x, p) => p.Norm(Ops.Conv2d(x, p.Filters, p.Bias, padding: 1), true),
        ["conv norm relu"] = (x, p) => Ops.Relu(p.Norm(Ops.Conv2d(x, p.Filters, null, padding: 1), true)),
        ["norm relu of the input"] = (x, p) => Ops.Relu(p.Norm(x, true)),
        ["evaluation"] = (x, p) => Ops.Relu(p.Norm(Ops.Conv2d(x, p.Filters, p.Bias, padding: 1), false)),
        ["residual"] = (x, p) => Ops.Relu(Ops.Add(p.Norm(Ops.Conv2d(x, p.Filters, p.Bias, padding: 1), true), x)),
        ["residual, other side"] = (x, p) => Ops.Relu(Ops.Add(x, p.Norm(Ops.Conv2d(x, p.Filters, null, padding: 1), false))),
        ["residual block twice"] = (x, p) =>
        {
            for (var i = 0; i < 2; i++)
            {
                x = Ops.Relu(Ops.Add(p.Norm(Ops.Conv2d(x, p.Filters, p.Bias, padding: 1), true), x));
            }

            return x;
        },
        ["both sides wait"] = (x, p) => Ops.Relu(Ops.Add(Ops.Conv2d(x, p.Filters, null, padding: 1), Ops.Conv2d(x, p.Filters, p.Bias, padding: 1))),
        ["two users of a product"] = (x, p) =>
        {
            var y = Ops.Conv2d(x, p.Filters, p.Bias, padding: 1);
            return Ops.Add(Ops.Relu(y), Ops.Tanh(y));
        },
        ["two users of a normalisation"] = (x, p) =>
        {
            var y = p.Norm(Ops.Conv2d(x, p.Filters, null, padding: 1), true);
            return Ops.Add(Ops.Relu(y), y);
        },
        ["pooled activation"] = (x, p) => Ops.MaxPool2d(Ops.Relu(Ops.Conv2d(x, p.Filters, p.Bias, padding: 1)), 2),
        ["pooled activation of a normalisation"] = (x, p) => Ops.MaxPool2d(Ops.Relu6(p.Norm(Ops.Conv2d(x, p.Filters, null), true)), 3, 2),
        ["pooled activation with another user"] = (x, p) =>
        {
            var y = Ops.Relu(Ops.Conv2d(x, p.Filters, p.Bias, padding: 1));
            return Ops.Add(Ops.MaxPool2d(y, 3, 1, 1), y);
        },
        ["a sum of itself"] = (x, p) =>
        {
            var y = Ops.Conv2d(x, p.Filters, p.Bias, padding: 1);
            return Ops.Relu(Ops.Add(y, y));
        },
        ["activation first"] = (x, p) => Ops.Conv2d(Ops.Relu(p.Norm(Ops.Relu(x), true)), p.Filters, p.Bias, padding: 1),
        ["norm after norm"] = (x, p) => p.Norm(p.Norm(Ops.Conv2d(x, p.Filters, p.Bias, padding: 1), false), false),
        ["relu of a view"] = (x, p) => Ops.Reshape(Ops.Relu(Ops.Conv2d(x, p.Filters, p.Bias, padding: 1)), x.Shape),
    };

    [Theory]
    [MemberData(nameof(Nets))]
    public void Joined_AnyNet_EqualsOneByOne(string name) => AssertClose(name, Run(name, join: false), Run(name, join: true), 3e-6);

    [Theory]
    [MemberData(nameof(Nets))]
    public void Joined_WithoutTape_EqualsOneByOne(string name)
    {
        var x = Random([3, 4, 5, 5], 1);
        var expected = Plans[name](x, new Parts()).ToArray();
        using var scope = new Scope();
        using var fusion = new Fusion();
        var actual = Plans[name](x, new Parts());
        AssertClose(name, Array.ConvertAll(expected, value => (double)value), actual.ToArray(), 3e-6);
    }

    [Fact]
    public void Span_OfAJoinedTensor_HoldsItsOwnNumbers()
    {
        var (x, p) = (Random([3, 4, 5, 5], 1), new Parts());
        var expected = Ops.Conv2d(x, p.Filters, p.Bias).ToArray();
        using var tape = new Tape();
        using var fusion = new Fusion();
        var product = Ops.Conv2d(x, p.Filters, p.Bias);
        var y = Ops.Relu(product);
        Assert.Equal(expected.Select(v => Math.Max(v, 0)), y.ToArray());
        Assert.Equal(expected, product.ToArray());
    }

    [Fact]
    public void Span_OfAJoinedTensorAfterBackward_SaysWhenToLook()
    {
        var (x, p) = (Random([3, 4, 5, 5], 1), new Parts());
        using var tape = new Tape();
        using var fusion = new Fusion();
        var product = Ops.Conv2d(x, p.Filters, p.Bias);
        var y = Ops.Relu(product);
        WeightedSum(y, Numbers(y.Length, 2)).Backward();
        var error = Assert.Throws<InvalidOperationException>(() => product.ToArray());
        Assert.Equal(
            "Conv2d: its output was joined with the operation after it and never stored, and the weights may have changed since. "
            + "Look at it before Backward() is called.",
            error.Message);
    }

    // What is recorded after a backward pass is as good as new, inside of a module and outside.
    [Fact]
    public void Record_AfterBackward_IsComputedAsBefore()
    {
        var (x, p) = (Random([3, 4, 5, 5], 1), new Parts());
        using var tape = new Tape();
        var expected = Ops.Relu(Ops.Conv2d(x, p.Filters, p.Bias)).ToArray();
        for (var step = 0; step < 2; step++)
        {
            Tensor y;
            using (var fusion = new Fusion())
            {
                y = Ops.Relu(Ops.Conv2d(x, p.Filters, p.Bias));
                fusion.Complete();
            }

            Assert.Equal(expected, y.ToArray());
            WeightedSum(y, Numbers(y.Length, 2)).Backward();
            Assert.Equal(expected.Select(value => 2 * value), Ops.Add(y, y).ToArray());
        }
    }

    [Fact]
    public void Complete_WhatNothingWasJoinedWith_IsComputedThen()
    {
        var (x, p) = (Random([3, 4, 5, 5], 1), new Parts());
        Tensor y;
        using (var fusion = new Fusion())
        {
            using (var inner = new Fusion())
            {
                y = Ops.Conv2d(x, p.Filters, p.Bias);
                inner.Complete();
            }

            Assert.False(y.IsComputed);
            fusion.Complete();
        }

        Assert.True(y.IsComputed);
        var expected = y.ToArray();
        x.Span.Clear();
        Assert.Equal(expected, y.ToArray());
    }

    [Fact]
    public void Span_WaitingPastTheEndOfItsScope_IsAnError()
    {
        var (x, p) = (Random([3, 4, 5, 5], 1), new Parts());
        using var fusion = new Fusion();
        Tensor y;
        using (new Scope())
        {
            y = Ops.Conv2d(x, p.Filters, p.Bias);
        }

        Assert.Contains("Call Keep()", Assert.Throws<InvalidOperationException>(() => y.ToArray()).Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, float[]> Run(string name, bool join)
    {
        var (x, p) = (Random([3, 4, 5, 5], 1), new Parts());
        x.RequiresGrad = true;
        using var tape = new Tape();
        Tensor y;
        if (join)
        {
            using var fusion = new Fusion();
            y = Plans[name](x, p);
            fusion.Complete();
        }
        else
        {
            y = Plans[name](x, p);
        }

        WeightedSum(y, Numbers(y.Length, 2)).Backward();
        var results = new Dictionary<string, float[]>
        {
            ["output"] = y.ToArray(),
            ["running mean"] = p.RunningMean.ToArray(),
            ["running variance"] = p.RunningVar.ToArray(),
        };
        foreach (var (what, tensor) in new[] { ("x", x), ("filters", p.Filters), ("bias", p.Bias), ("gamma", p.Gamma), ("beta", p.Beta) })
        {
            if (tensor.Grad is { } gradient)
            {
                results[$"gradient of {what}"] = gradient.ToArray();
            }
        }

        return results;
    }

    private sealed class Parts
    {
        public Parts()
        {
            Filters.RequiresGrad = Bias.RequiresGrad = Gamma.RequiresGrad = Beta.RequiresGrad = true;
        }

        public Tensor Filters { get; } = Random([4, 4, 3, 3], 2);

        public Tensor Bias { get; } = Random([4], 3);

        public Tensor Gamma { get; } = Random([4], 4);

        public Tensor Beta { get; } = Random([4], 5);

        public Tensor RunningMean { get; } = Random([4], 6);

        public Tensor RunningVar { get; } = Tensor.Full([4], 1.5f);

        public Tensor Norm(Tensor x, bool training) => Ops.BatchNorm(x, Gamma, Beta, RunningMean, RunningVar, training);
    }
}
