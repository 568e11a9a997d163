namespace Striate.Reports.Tests.Report;

public sealed class ReportTextTests
{
    [Theory]
    [InlineData(0, "0.00 %")]
    [InlineData(0.9912, "99.12 %")]
    [InlineData(1, "100.00 %")]
    [InlineData(0.999999, "99.99 %")]
    [InlineData(0.0000001, "< 0.01 %")]
    public void Percent_Share_NeverRoundedToAllOrNone(double share, string text) => Assert.Equal(text, ReportText.Percent(share));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(9999, "9,999")]
    [InlineData(416_520, "417 K")]
    [InlineData(1_814_073_344, "1.81 G")]
    [InlineData(999_600, "1 M")]
    public void Short_Count_ThreeDigits(long value, string text) => Assert.Equal(text, ReportText.Short(value));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0301234, "0.0301")]
    [InlineData(2.302585, "2.3")]
    [InlineData(-12345.6, "-12300")]
    [InlineData(1.23456e-7, "1.23E-07")]
    [InlineData(double.NaN, "NaN")]
    public void Number_Value_ThreeDigits(double value, string text) => Assert.Equal(text, ReportText.Number(value));

    [Theory]
    [InlineData(42.34, "42.3 s")]
    [InlineData(59.99, "1 min 0 s")]
    [InlineData(200, "3 min 20 s")]
    [InlineData(7500, "2 h 5 min")]
    public void Duration_Seconds_Readable(double seconds, string text) => Assert.Equal(text, ReportText.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(1, "1 mistake")]
    [InlineData(1200, "1,200 mistakes")]
    public void Count_Noun_Plural(long value, string text) => Assert.Equal(text, ReportText.Count(value, "mistake"));
}
