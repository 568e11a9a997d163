using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests.Initializers;

public class InitializerTests
{
    private static readonly Shape Filters = [64, 32, 3, 3];

    public static TheoryData<string, double> Variances() => new()
    {
        { "He in", 2.0 / (32 * 9) },
        { "He out", 2.0 / (64 * 9) },
        { "Xavier", 2.0 / ((32 + 64) * 9) },
        { "LeCun", 1.0 / (32 * 9) },
        { "FanInUniform", 1.0 / (3 * 32 * 9) },
    };

    [Theory]
    [MemberData(nameof(Variances))]
    public void Fill_Filters_HasTheVarianceOfItsFormula(string name, double expected)
    {
        var initializer = name switch
        {
            "He in" => Initializer.He(),
            "He out" => Initializer.He(Fan.Out, normal: false),
            "Xavier" => Initializer.Xavier(),
            "LeCun" => Initializer.LeCun(),
            _ => Initializer.FanInUniform,
        };
        var values = new float[Filters.Size];
        initializer.Fill(values, Filters, new Rng(1));
        var mean = values.Average();
        var variance = values.Average(v => ((double)v - mean) * (v - mean));

        // 18,432 draws: the mean has a deviation of σ/136, the variance one of about 1%.
        Assert.InRange(mean, -5 * Math.Sqrt(expected) / 136, 5 * Math.Sqrt(expected) / 136);
        Assert.InRange(variance / expected, 0.95, 1.05);
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(2, 3)]
    public void Dirac_Filters_HandOnTheirChannels(int filters, int channels)
    {
        var conv = new Conv2d(channels, filters, 3, padding: 1, bias: false);
        conv.Weight.Initializer = Initializer.Dirac();
        var x = Tensor.From(Enumerable.Range(0, channels * 20).Select(i => (float)i).ToArray(), [1, channels, 4, 5]);
        var y = Ops.ToRowMajor(conv.Forward(x)).ToArray();
        var handedOn = Math.Min(filters, channels) * 20;
        Assert.Equal(x.ToArray()[..handedOn], y[..handedOn]);
        Assert.All(y[handedOn..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Dirac_WithOthers_DrawsOnlyTheFiltersBeyondTheChannels()
    {
        Shape shape = [4, 2, 3, 3];
        var (drawn, values) = (new float[shape.Size], new float[shape.Size]);
        Initializer.FanInUniform.Fill(drawn, shape, new Rng(1));
        Initializer.Dirac(Initializer.FanInUniform).Fill(values, shape, new Rng(1));
        Assert.Equal(drawn[36..], values[36..]);
        Assert.Equal(2, values[..36].Sum());
    }

    [Fact]
    public void Dirac_NoFilters_SaysSo() => Assert.Equal(
        "a parameter [4, 2] has no filters that could hand on a channel; Dirac takes [Out, In, KH, KW].",
        Assert.Throws<ShapeException>(() => Initializer.Dirac().Fill(new float[8], [4, 2], new Rng(1))).Message);

    [Theory]
    [InlineData(4, 9)]
    [InlineData(9, 4)]
    [InlineData(3, 3)]
    public void Orthogonal_Matrices_HaveRowsOrColumnsAtRightAngles(int rows, int columns)
    {
        var values = new float[rows * columns];
        Initializer.Orthogonal(2).Fill(values, [rows, columns], new Rng(1));
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < count; b++)
            {
                Assert.Equal(a == b ? 4 : 0, Enumerable.Range(0, length).Sum(k => Number(a, k) * Number(b, k)), 1e-5);
            }
        }

        double Number(int vector, int k) => rows <= columns ? values[(vector * columns) + k] : values[(k * columns) + vector];
    }

    [Fact]
    public void TruncatedNormal_ManyNumbers_StayWithinTwoDeviations()
    {
        var values = new float[20_000];
        Initializer.TruncatedNormal(0.5).Fill(values, [20_000], new Rng(1));
        Assert.All(values, value => Assert.InRange(value, -1, 1));
        Assert.Equal(0.5 * 0.87962566, Math.Sqrt(values.Average(v => (double)v * v)), 0.01);
    }

    [Fact]
    public void Constant_OfAnyValue_FillsIt()
    {
        var values = new float[3];
        Initializer.Constant(0.25).Fill(values, [3], new Rng(1));
        Assert.Equal([0.25f, 0.25f, 0.25f], values);
    }

    [Fact]
    public void Orthogonal_Vector_SaysWhatItTakes() => Assert.Equal(
        "a parameter [3] is no matrix; this initialiser takes [Out, In] or [Out, In, KH, KW].",
        Assert.Throws<ShapeException>(() => Initializer.Orthogonal().Fill(new float[3], [3], new Rng(1))).Message);

    [Fact]
    public void Fill_ParameterWithoutFan_IsAnError() =>
        Assert.Contains("has no fan", Assert.Throws<ShapeException>(() => Initializer.He().Fill(new float[3], [3], new Rng(1))).Message, StringComparison.Ordinal);
}
