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

    [Fact]
    public void Fill_ParameterWithoutFan_IsAnError() =>
        Assert.Contains("has no fan", Assert.Throws<ShapeException>(() => Initializer.He().Fill(new float[3], [3], new Rng(1))).Message, StringComparison.Ordinal);
}
