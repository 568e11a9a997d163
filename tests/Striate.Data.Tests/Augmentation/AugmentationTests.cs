using System.Numerics;
using Striate.Data.Augmentation;
using Striate.Kernels;

namespace Striate.Data.Tests.Augmentation;

public class AugmentationTests
{
    [Fact]
    public void RandomCrop_ManyDraws_ReachesEveryShiftAlike()
    {
        var counts = new Dictionary<(float, float), int>();
        for (var seed = 0UL; seed < 5000; seed++)
        {
            var warp = new RandomCrop(2).Draw((28, 28), new Rng(Rng.Hash(1, seed)));
            Assert.Equal((28, 28), warp.Size);
            var shift = (warp.Back.M31, warp.Back.M32);
            counts[shift] = counts.GetValueOrDefault(shift) + 1;
        }

        Assert.Equal(25, counts.Count);
        Assert.All(counts, pair => Assert.InRange(pair.Value, 140, 260));
        Assert.All(counts.Keys, shift => Assert.True(Math.Abs(shift.Item1) <= 2 && Math.Abs(shift.Item2) <= 2));
    }

    [Fact]
    public void RandomCrop_Reflect_HandsItsSurroundingsOn() =>
        Assert.Equal(Surroundings.Reflect, new RandomCrop(2, Surroundings.Reflect).Draw((8, 8), new Rng(1)).Around);

    [Theory]
    [InlineData(0f, 0, 0)]
    [InlineData(0.5f, 450, 550)]
    [InlineData(1f, 1000, 1000)]
    public void RandomFlip_Probability_IsKept(float probability, int least, int most)
    {
        var flips = Enumerable.Range(0, 1000).Count(i => new RandomFlip(probability).Draw((3, 4), new Rng(Rng.Hash(1, (ulong)i))).Back.M11 < 0);
        Assert.InRange(flips, least, most);
    }

    [Fact]
    public void RandomAffine_ManyDraws_StayInTheirRanges()
    {
        var augmentation = new RandomAffine(10, 0.1f, (0.9f, 1.1f));
        var (angles, scales, shifts) = (new List<float>(), new List<float>(), new List<Vector2>());
        for (var seed = 0UL; seed < 1000; seed++)
        {
            var warp = augmentation.Draw((20, 40), new Rng(Rng.Hash(1, seed)));
            Assert.True(Matrix3x2.Invert(warp.Back, out var forth));
            angles.Add(float.RadiansToDegrees(MathF.Atan2(forth.M12, forth.M11)));
            scales.Add(MathF.Sqrt(forth.GetDeterminant()));
            shifts.Add(warp.Move(new Vector2(20, 10)) - new Vector2(20, 10));
        }

        AssertSpans(angles, -10, 10);
        AssertSpans(scales, 0.9f, 1.1f);
        AssertSpans(shifts.Select(s => s.X), -4, 4);
        AssertSpans(shifts.Select(s => s.Y), -2, 2);
    }

    [Fact]
    public void RandomAffine_ShearOnly_SlantsAlongX()
    {
        var warp = new RandomAffine(0, shear: 45).Draw((20, 20), new Rng(3));
        var down = warp.Move(new Vector2(10, 20)) - warp.Move(new Vector2(10, 10));
        Assert.Equal(10, down.Y, 1e-3f);
        Assert.NotEqual(0, down.X);
        Assert.InRange(MathF.Abs(down.X), 0, 10.001f);
        Assert.Equal(5, (warp.Move(new Vector2(15, 10)) - warp.Move(new Vector2(10, 10))).X, 1e-3f);
    }

    [Theory]
    [InlineData(8, 6, 0, 1)]
    [InlineData(9, 7, 0, 1)]
    [InlineData(3, 3, -3, -1)]
    public void CenterCrop_AnySize_IsCutToThePixel(int height, int width, int top, int left)
    {
        var warp = new CenterCrop((8, 4)).Draw((height, width), new Rng(1));
        Assert.Equal((left, top), (warp.Back.M31, warp.Back.M32));
    }

    [Fact]
    public void Amounts_OutOfRange_SayWhatIsExpected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomCrop(-1));
        Assert.StartsWith(
            "Around a picture there is black, or its reflection.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new RandomCrop(1, (Surroundings)7)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomFlip(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomAffine(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomAffine(0, 0, (0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomAffine(0, 0, null, 90));
        Assert.StartsWith(
            "A picture's height and width lie between 1 and 16384.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Resize((0, 4))).Message,
            StringComparison.Ordinal);
    }

    private static void AssertSpans(IEnumerable<float> values, float low, float high)
    {
        var (least, most, slack) = (values.Min(), values.Max(), (high - low) / 50);
        Assert.InRange(least, low - 1e-3f, low + slack);
        Assert.InRange(most, high - slack, high + 1e-3f);
    }
}
