using System.Numerics;
using CsCheck;
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

    [Fact]
    public void RandomResizedCrop_ManyDraws_KeepSharesAndProportions()
    {
        var (areas, ratios) = (new List<float>(), new List<float>());
        for (var seed = 0UL; seed < 4000; seed++)
        {
            var warp = new RandomResizedCrop(32).Draw((200, 300), new Rng(Rng.Hash(1, seed)));
            Assert.Equal((32, 32), warp.Size);
            var (width, height) = (warp.Back.M11 * 32, warp.Back.M22 * 32);
            Assert.InRange(warp.Back.M31, 0, 300.01f - width);
            Assert.InRange(warp.Back.M32, 0, 200.01f - height);
            areas.Add(width * height / 60000);
            ratios.Add(width / height);
        }

        // Large parts often do not fit and are drawn again; torchvision has the same mean, 0.39.
        Assert.InRange(areas.Min(), 0.075f, 0.1f);
        Assert.InRange(areas.Max(), 0.8f, 1);
        Assert.InRange(areas.Average(), 0.38f, 0.4f);
        Assert.InRange(ratios.Min(), 0.73f, 0.78f);
        Assert.InRange(ratios.Max(), 1.28f, 1.36f);
    }

    [Theory]
    [InlineData(4, 400, 4, 5)]
    [InlineData(400, 4, 5, 4)]
    [InlineData(1, 1, 1, 1)]
    public void RandomResizedCrop_NothingFits_TakesTheLargestMiddle(int height, int width, int partHeight, int partWidth)
    {
        var warp = new RandomResizedCrop(8, (0.9f, 1)).Draw((height, width), new Rng(1));
        Assert.Equal((partWidth / 8f, partHeight / 8f), (warp.Back.M11, warp.Back.M22));
        Assert.Equal(((width - partWidth) / 2, (height - partHeight) / 2), ((int)warp.Back.M31, (int)warp.Back.M32));
    }

    [Fact]
    public void ElasticTransform_ManyPlaces_ShiftsAtMostByTheAmount()
    {
        var bend = new Bend((64, 64), 3, 12, new Rng(1));
        var shifts = Enumerable.Range(0, 64 * 64).Select(i => bend.At(new Vector2(i % 64, i / 64))).ToArray();
        Assert.All(shifts, shift => Assert.True(MathF.Abs(shift.X) <= 3 && MathF.Abs(shift.Y) <= 3));
        Assert.InRange(shifts.Max(s => s.Length()), 0.5f, 4);
        Assert.Equal(bend.At(new Vector2(64, 64)), bend.At(new Vector2(1000, 64)));

        // Smooth: neighbours are shifted alike.
        Assert.All(Enumerable.Range(0, 63), i => Assert.InRange(Vector2.Distance(shifts[i], shifts[i + 1]), 0, 1));
    }

    [Fact]
    public void RandomErasing_ManyDraws_ReplacesItsShare()
    {
        var source = new Picture(40, 50, 1);
        var shares = new List<double>();
        for (var seed = 0UL; seed < 500; seed++)
        {
            var target = new Picture();
            new RandomErasing(1).Apply(source, target, new Rng(Rng.Hash(3, seed)));
            shares.Add(target.Pixels.ToArray().Count(value => value != 0) / 2000.0);
        }

        Assert.InRange(shares.Min(), 0.01, 0.04);
        Assert.InRange(shares.Max(), 0.29, 0.34);
        Assert.InRange(shares.Average(), 0.15, 0.19);
    }

    [Fact]
    public void Cutout_ManyDraws_CoversASquareThatMayLieOutside()
    {
        var source = new Picture(20, 30, 3);
        var counts = new List<int>();
        for (var seed = 0UL; seed < 500; seed++)
        {
            var target = new Picture();
            new Cutout(8, 200).Apply(source, target, new Rng(Rng.Hash(3, seed)));
            Assert.All(target.Pixels.ToArray(), value => Assert.True(value is 0 or 200));
            counts.Add(target.Pixels.ToArray().Count(value => value == 200));
        }

        Assert.Equal(64 * 3, counts.Max());
        Assert.InRange(counts.Min(), 4 * 4 * 3, 5 * 5 * 3);
    }

    [Fact]
    public void ColorJitter_ManyDraws_StayInTheirRanges()
    {
        var source = new Picture([100], 1, 1, 1);
        var values = Enumerable.Range(0, 1000).Select(seed =>
        {
            var target = new Picture();
            new ColorJitter(0.4f).Apply(source, target, new Rng(Rng.Hash(2, (ulong)seed)));
            return (float)target[0, 0];
        }).ToArray();
        Assert.InRange(values.Min(), 59, 63);
        Assert.InRange(values.Max(), 137, 140);
    }

    [Fact]
    public void TrivialAugment_ManyDraws_ReachesAllOperationsAlike()
    {
        var counts = new Dictionary<OperationKind, int>();
        var amounts = new List<float>();
        for (var seed = 0UL; seed < 14_000; seed++)
        {
            var operation = AugmentationSpace.Wide.Draw(1, (32, 48), new Rng(Rng.Hash(1, seed)));
            counts[operation.Kind] = counts.GetValueOrDefault(operation.Kind) + 1;
            if (operation.Kind == OperationKind.Rotate)
            {
                amounts.Add(operation.Amount);
            }
        }

        Assert.Equal(14, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
        Assert.Equal([-135f, 135f], amounts.Distinct().Order());
        Assert.Equal(2, AugmentationSpace.Wide.Draw(1, 8, Drawing(OperationKind.Posterize, AugmentationSpace.Wide)).Amount);
    }

    [Fact]
    public void AugMix_OneColour_MixesWhatItsOperationsMake()
    {
        var source = Samples.NoisyPicture(12, 15, 3, 4);
        var (least, most) = (double.MaxValue, 0.0);
        for (var seed = 0UL; seed < 40; seed++)
        {
            var target = new Picture();
            new AugMix(10).Apply(source, target, new Rng(seed));
            Assert.Equal(source.ToString(), target.ToString());
            var distance = source.Pixels.ToArray().Zip(target.Pixels.ToArray(), (a, b) => Math.Abs(a - b)).Average();
            (least, most) = (Math.Min(least, distance), Math.Max(most, distance));
        }

        Assert.InRange(least, 0, 20);
        Assert.InRange(most, 20, 128);
    }

    [Theory]
    [InlineData("rrc:5,perspective:0.6:1,elastic:1,jitter:0.4:0.4:0.4:0.5,grey:1,blur,sharpen:2:1,autocontrast:1,equalize:1,posterize:3:1,solarize:9:1,invert:1,erase:1,cutout:3,rand,trivial,augmix")]
    [InlineData("jitter:0.4:0.4:0.4:0.5,grey:1,blur,sharpen:2:1,autocontrast:1,equalize:1,posterize:3:1,erase:1,cutout:3,perspective:0.6:1,elastic:1,rand,trivial,augmix,crop:3,flip,affine:20")]
    public void Apply_AnyPicture_NeverFailsAndKeepsItsChannels(string text) =>
        Gen.Select(Gen.Int[1, 10], Gen.Int[1, 10], Gen.Int[0, 2].Select(i => i == 0 ? 1 : i + 2), Gen.ULong).Sample((height, width, channels, seed) =>
        {
            var after = new Sample(Samples.NoisyPicture(height, width, channels, seed)).After(AugmentationText.Parse(text), new Rng(seed));
            Assert.Equal(channels, after.Picture.Channels);
        }, iter: 200);

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

    // A generator whose first draw is an operation.
    private static Rng Drawing(OperationKind kind, AugmentationSpace space) =>
        Enumerable.Range(0, 1000).Select(seed => new Rng(Rng.Hash(5, (ulong)seed))).First(rng => space.Draw(1, 8, new Rng(rng.State)).Kind == kind);

    private static void AssertSpans(IEnumerable<float> values, float low, float high)
    {
        var (least, most, slack) = (values.Min(), values.Max(), (high - low) / 50);
        Assert.InRange(least, low - 1e-3f, low + slack);
        Assert.InRange(most, high - slack, high + 1e-3f);
    }
}
