using Striate.Data;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight.Tests;

public sealed class AttackTests
{
    // Scores x·1 and −x·1 + 3.9 of four pixels at 0.5: they lie 0.1 apart, and each step of 1/255 in all pixels takes 8/255 off.
    private const double Least = 0.1 * 255 / 8;

    private static readonly Tensor Image = Tensor.Full([1, 1, 2, 2], 0.5f);

    [Theory]
    [InlineData(AttackMethod.FastGradientSign)]
    [InlineData(AttackMethod.ProjectedGradientDescent)]
    public void Smallest_LinearNetwork_TheLeastThereIs(AttackMethod method)
    {
        var example = Attack.Smallest(Network(3.9f), Image, Normalize.UnitRange, method)!;
        Assert.Equal((0, 1), (example.Before, example.After));
        Assert.InRange(example.Epsilon, Least, Least * 1.06);
        Assert.InRange(example.AfterProbability, 0.5, 0.52);
        Assert.All(example.Image.ToArray(), value => Assert.InRange(value, 0.5f - (float)(example.Epsilon / 255) - 1e-6f, 0.5f));
    }

    [Theory]
    [InlineData(0.49, false)]
    [InlineData(0.5, true)]
    public void IsKeptByFiles_HalfAStep_RoundsToAWholeOne(double epsilon, bool expected) =>
        Assert.Equal(expected, new AdversarialExample(Image, epsilon, 0, 1, 1, 1).IsKeptByFiles);

    [Fact]
    public void Smallest_OutOfReach_Null() => Assert.Null(Attack.Smallest(Network(-100), Image, Normalize.UnitRange));

    [Fact]
    public void Within_DarkAndLightPixels_StayPixels()
    {
        var image = Tensor.From([0, 0.01f, 0.99f, 1], [1, 1, 2, 2]);
        var attacked = Attack.Within(Network(0), image, Normalize.UnitRange, label: 0, epsilon: 10, AttackMethod.FastGradientSign).ToArray();
        Assert.Equal([0, 0, 0.99f - (10 / 255f), 1 - (10 / 255f)], attacked, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.All(Attack.Within(Network(0), image, Normalize.UnitRange, label: 1, epsilon: 10).ToArray(), value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void Within_SameSeed_SameBits() => Assert.Equal(
        Attack.Within(Network(3.9f), Image, Normalize.UnitRange, 0, 4, seed: 5).ToArray(), Attack.Within(Network(3.9f), Image, Normalize.UnitRange, 0, 4, seed: 5).ToArray());

    [Fact]
    public void Within_NormalisedImage_StepsOfPixels()
    {
        var normalize = new Normalize([0.5f], [0.25f]);
        var attacked = Attack.Within(Network(0), Tensor.Zeros([1, 1, 2, 2]), normalize, label: 0, epsilon: 2, AttackMethod.FastGradientSign);
        Assert.All(attacked.ToArray(), value => Assert.Equal(-2 / 255f / 0.25f, value, 1e-6f));
    }

    private static Sequential Network(float bias)
    {
        var linear = new Linear(4, 2);
        linear.Weight.Load(values => new float[] { 1, 1, 1, 1, -1, -1, -1, -1 }.CopyTo(values));
        linear.Bias!.Load(values => new float[] { 0, bias }.CopyTo(values));
        return [new Flatten(), linear];
    }
}
