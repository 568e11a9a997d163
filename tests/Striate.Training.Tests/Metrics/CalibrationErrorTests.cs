namespace Striate.Training.Tests.Metrics;

public class CalibrationErrorTests
{
    [Fact]
    public void Value_ByHand_Equal()
    {
        // Bins of a fifth. (0.8, 1]: confidences .9 and 1, one right: |1/2 − .95| = .45. (0.4, 0.6]: .6 right: .4.
        // (0, 0.2]: .1 wrong: .1. ECE = (2·.45 + 1·.4 + 1·.1) / 4 = .35.
        var calibration = new CalibrationError(bins: 5);
        calibration.Add(0.9, true);
        calibration.Add(1, false);
        calibration.Add(0.6, true);
        calibration.Add(0.1, false);
        Assert.Equal(0.35, calibration.Value, 1e-12);
        Assert.Equal([1, 0, 1, 0, 2], calibration.Bins.Select(bin => bin.Count));
        Assert.Equal((0.8, 1.0, 0.95, 0.5), (calibration.Bins[4].Lower, calibration.Bins[4].Upper, calibration.Bins[4].Confidence, calibration.Bins[4].Accuracy));
    }

    [Fact]
    public void Value_AsRightAsItSays_Zero()
    {
        var calibration = new CalibrationError();
        for (var i = 0; i < 100; i++)
        {
            calibration.Add(0.75, i % 4 != 0);
        }

        Assert.Equal(0, calibration.Value, 1e-12);
        Assert.Equal(15, calibration.Bins.Count);
        Assert.Equal(100, calibration.Total);
    }

    [Fact]
    public void Bins_Borders_BelongToTheLowerBin()
    {
        var calibration = new CalibrationError(bins: 4);
        calibration.Add(0, false);
        calibration.Add(0.25, false);
        calibration.Add(0.5, false);
        calibration.Add(1, false);
        Assert.Equal([2, 1, 0, 1], calibration.Bins.Select(bin => bin.Count));
        Assert.Equal(0, new CalibrationError().Value);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Add_NoProbability_Error(double confidence)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new CalibrationError().Add(confidence, true));
        Assert.Contains("expected a probability from 0 to 1. Apply a softmax first.", error.Message, StringComparison.Ordinal);
    }
}
