using Striate.Kernels.Vectors;

namespace Striate.Kernels.Tests;

public unsafe class VectorMathTests
{
    [Fact]
    public void Exp_OfAllThatAFloatHolds_IsRightToTwoUnitsInTheLastPlace()
    {
        for (var x = -110f; x < 90; x += 0.00137f)
        {
            var expected = Math.Exp(x);
            var unit = MathF.BitIncrement((float)Math.Min(expected, float.MaxValue / 2)) - (float)Math.Min(expected, float.MaxValue / 2);
            foreach (var y in AtAllWidths(x))
            {
                if (expected > float.MaxValue)
                {
                    Assert.Equal(float.PositiveInfinity, y);
                }
                else
                {
                    Assert.True(Math.Abs(y - expected) <= 2 * unit, $"exp({x:R}) is {expected:R}, computed as {y:R}.");
                }
            }
        }
    }

    [Theory]
    [InlineData(float.NegativeInfinity, 0)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    [InlineData(0, 1)]
    [InlineData(float.MinValue, 0)]
    [InlineData(float.MaxValue, float.PositiveInfinity)]
    public void Exp_OfLimits_IsTheLimit(float x, float expected) => Assert.All(AtAllWidths(x), y => Assert.Equal(expected, y));

    [Fact]
    public void EvensAndOdds_OfNumbersInTurn_TakeThemApart()
    {
        Check<Floats4>();
        Check<Floats8>();
        Check<Floats16>();
        Check<Four<Floats4>>();

        static void Check<V>()
            where V : unmanaged, IVector<V>
        {
            var numbers = Enumerable.Range(0, 2 * V.Count).Select(i => (float)i).ToArray();
            fixed (float* x = numbers)
            {
                var (a, b) = (V.Load(x), V.Load(x + V.Count));
                var (evens, odds) = (V.Evens(a, b), V.Odds(a, b));
                Assert.Equal([.. numbers.Where(n => n % 2 == 0), .. numbers.Where(n => n % 2 == 1)], Lanes(evens, odds));
                Assert.Equal(numbers, Lanes(V.InTurnLow(evens, odds), V.InTurnHigh(evens, odds)));
            }
        }

        static float[] Lanes<V>(V a, V b)
            where V : unmanaged, IVector<V>
        {
            var lanes = new float[2 * V.Count];
            fixed (float* y = lanes)
            {
                V.Store(a, y);
                V.Store(b, y + V.Count);
            }

            return lanes;
        }
    }

    private static float[] AtAllWidths(float x) => [First(VectorMath.Exp(Floats4.Create(x))), First(VectorMath.Exp(Floats8.Create(x))), First(VectorMath.Exp(Floats16.Create(x)))];

    private static float First<V>(V value)
        where V : unmanaged, IVector<V>
    {
        var lanes = stackalloc float[16];
        V.Store(value, lanes);
        return lanes[0];
    }
}
