using Striate.Kernels;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

/// <summary>Dropout of channels and of samples, and the one that keeps the variance.</summary>
public class DropWholeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Drop_OnATape_WholeChannelsOrSamplesFallTogether(bool channels)
    {
        foreach (var x in new[] { Tensor.Full([40, 30, 2, 3], 1, Layout.ChannelsLast), Tensor.Full([40, 30, 5], 1), Tensor.Full([40, 30], 1) })
        {
            x.RequiresGrad = true;
            using var tape = new Tape(3);
            var y = channels ? Ops.Dropout2d(x, 0.25) : Ops.DropPath(x, 0.25);
            y.Backward(Tensor.Full(y.Shape, 1, y.Layout));
            Assert.Equal(y.ToArray(), x.Grad!.ToArray());
            var wholes = y.ToArray().Chunk(x.Length / (channels ? 1200 : 40)).ToArray();
            Assert.All(wholes, whole => Assert.All(whole, value => Assert.Equal(whole[0], value)));
            Assert.All(wholes, whole => Assert.True(whole[0] == 0 || Math.Abs(whole[0] - (1 / 0.75f)) < 1e-6f));
            Assert.InRange(wholes.Count(whole => whole[0] == 0), channels ? 240 : 3, channels ? 360 : 18);
        }
    }

    [Fact]
    public void AlphaDropout_NormalNumbers_KeepTheirMeanAndVariance()
    {
        var x = Tensor.Normal([100_000], new Rng(1));
        using var tape = new Tape(3);
        var y = Ops.AlphaDropout(x, 0.2);
        Assert.InRange(Ops.Mean(y).Item(), -0.02f, 0.02f);
        Assert.InRange(Ops.Variance(y).Item(), 0.97f, 1.03f);

        // α' = −λα, scaled and shifted.
        const double Fallen = -1.7580993408473766;
        var floor = Fallen * 0.8 / Math.Sqrt(0.8 * (1 + (0.2 * Fallen * Fallen)));
        Assert.InRange(y.ToArray().Count(value => Math.Abs(value - floor) < 1e-5f), 19_000, 21_000);
    }

    [Fact]
    public void Drop_WithoutATape_ReturnsItsInput()
    {
        var x = Tensor.Full([3, 2], 2);
        Assert.Same(x, Ops.Dropout2d(x, 0.5));
        Assert.Same(x, Ops.DropPath(x, 0.5));
        Assert.Same(x, Ops.AlphaDropout(x, 0.5));
    }

    [Fact]
    public void Drop_WhatCannotBe_SaysSo()
    {
        Assert.Equal("Dropout2d: input [3] has 1 axes, expected [N, C, ...].", Assert.Throws<ShapeException>(() => Ops.Dropout2d(Tensor.Zeros([3]), 0.5)).Message);
        Assert.StartsWith(
            "Dropout with probability 2; it must be from 0 to 1.", Assert.Throws<ArgumentOutOfRangeException>(() => Ops.DropPath(Tensor.Zeros([3]), 2)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "AlphaDropout with probability 1; it must be from 0 to below 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Ops.AlphaDropout(Tensor.Zeros([3]), 1)).Message,
            StringComparison.Ordinal);
    }
}
