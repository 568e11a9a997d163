using CsCheck;

namespace Striate.Data.Tests;

public class PixelMathTests
{
    [Fact]
    public void Affine_AnyLength_EqualsPlainLoop() =>
        Gen.Byte.Array[0, 200].Sample(x =>
        {
            var scale = Enumerable.Range(0, PixelMath.Period).Select(i => 0.01f * (i + 1)).ToArray();
            var shift = Enumerable.Range(0, PixelMath.Period).Select(i => 1f - (0.3f * i)).ToArray();
            var y = new float[x.Length];
            PixelMath.Affine(x, scale, shift, y);
            Assert.Equal(x.Select((value, i) => (value * scale[i % PixelMath.Period]) + shift[i % PixelMath.Period]), y);
        });

    [Fact]
    public void ScaleAndAddScaled_AnyLength_EqualPlainLoops() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.Float[-2, 2]).Sample((x, factor) =>
        {
            var y = Enumerable.Range(0, x.Length).Select(i => (float)i).ToArray();
            PixelMath.AddScaled(x, factor, y);
            Assert.Equal(x.Select((value, i) => i + (value * factor)), y);
            PixelMath.Scale(x, factor, y);
            Assert.Equal(x.Select(value => value * factor), y);
        });

    [Fact]
    public void ToBytes_AnyLength_EqualsPlainLoop() =>
        Gen.Float[-3, 260].Array[0, 60].Sample(x =>
        {
            var y = new byte[x.Length];
            PixelMath.ToBytes(x, y);
            Assert.Equal(x.Select(PixelMath.ToByte), y);
        });

    [Theory]
    [InlineData(-3f, 0)]
    [InlineData(0.49f, 0)]
    [InlineData(0.5f, 1)]
    [InlineData(254.6f, 255)]
    [InlineData(300f, 255)]
    public void ToByte_Value_IsTheNearest(float value, byte expected) => Assert.Equal(expected, PixelMath.ToByte(value));
}
