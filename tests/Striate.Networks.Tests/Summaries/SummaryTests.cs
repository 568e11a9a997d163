using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;
using Striate.Tensors;
using Striate.Tests;

namespace Striate.Networks.Tests.Summaries;

public class SummaryTests
{
    [Fact]
    public void Of_LeNet5_HasTheKnownSizesCostsAndFields()
    {
        var summary = Summary.Of(new LeNet5(), [1, 28, 28]);
        Assert.Equal(61_706, summary.Parameters);
        Assert.Equal(summary.Parameters, summary.Rows.Sum(row => row.Parameters));
        Assert.Equal(28 * 28 * 6 * 25 + 10 * 10 * 16 * 150 + 400 * 120 + 120 * 84 + 84 * 10, summary.MultiplyAdds);
        var conv2 = summary.Rows.Single(row => row.Path == "conv2");
        Assert.Equal([1, 16, 10, 10], conv2.Output);
        Assert.Equal(new ReceptiveField(14, 2, 4.5), conv2.Rows);
        Assert.Single(summary.Rows, row => row.Kind == "Flatten");

        // Sixteen pixels for a unit of the last maps, five of them four apart: 32, the whole of the padded image.
        Assert.Equal(new ReceptiveField(32, 0, 13.5), summary.Rows[^1].Columns);
    }

    [Theory]
    [InlineData("resnet18", 1_814_073_344)]
    [InlineData("alexnet", 714_188_480)]
    [InlineData("squeezenet1_0", 818_924_576)]
    [InlineData("squeezenet1_1", 349_151_936)]
    [InlineData("mobilenet_v2", 300_774_272)]
    public void Of_KnownModel_CostsThePublishedMultiplyAdds(string name, long expected)
    {
        var model = ModelCatalog.Find(name)!;
        Assert.Equal(expected, Summary.Of(model.Build(1000, model.Input), model.Input).MultiplyAdds);
    }

    // Computed, one layer's output alone would take a gigabyte, and the weights half of one.
    [Fact]
    public void Of_LargeImage_TakesNoMemory()
    {
        var (before, peak) = (GC.GetTotalAllocatedBytes(), ResidentMemory.Peak);
        var summary = Summary.Of(ModelCatalog.Find("vgg16")!.Build(1000, [3, 2000, 2000]), [3, 2000, 2000]);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 10_000_000);
        Assert.InRange(ResidentMemory.Peak - peak, 0, 50_000_000);
        Assert.Equal(138_357_544, summary.Parameters);
        Assert.Equal([1, 64, 2000, 2000], summary.Rows[0].Output);
        Assert.Equal(512 * 125 * 125L * 512 * 9, summary.Rows.Last(row => row.Kind.StartsWith("Conv2d", StringComparison.Ordinal)).MultiplyAdds);
    }

    [Fact]
    public void Of_StrideThatDoesNotDivide_ShowsWhatIsLeftOut()
    {
        var row = Summary.Of(new Sequential(new Conv2d(1, 2, 3, stride: 3)), [1, 7, 9]).Rows.Single();
        Assert.Equal((1, 0), (row.RowsLeftOut, row.ColumnsLeftOut));
    }

    [Fact]
    public void Of_PoolingThatRoundsUp_LeavesNothingOutAndSaysSo()
    {
        var row = Summary.Of(new Sequential(new MaxPool2d(3, stride: 2) { Fit = Fit.Ceiling }), [1, 7, 8]).Rows.Single();
        Assert.Equal([1, 1, 3, 4], row.Output);
        Assert.Equal((0, 0), (row.RowsLeftOut, row.ColumnsLeftOut));
        Assert.Equal("MaxPool2d 3×3, stride 2, rounded up", row.Kind);
    }

    [Fact]
    public void Of_ResidualBlock_SeesWithItsLongestBranch()
    {
        var net = new Sequential(new Residual(new Sequential(new Conv2d(1, 1, 3, padding: 1), new Conv2d(1, 1, 3, padding: 1))));
        Assert.Equal(5, Summary.Of(net, [1, 8, 8]).Rows[^1].Rows.Size);
    }

    [Fact]
    public void Of_TransposedConvolution_SeesLessFarAndCostsWhatItsInputDoes()
    {
        var net = new Sequential(new MaxPool2d(4), new ConvTranspose2d(1, 6, 4, 2, 1), new Conv2d(6, 1, 3, padding: 1));
        var rows = Summary.Of(net, [1, 32, 32]).Rows;
        Assert.Equal([1, 6, 16, 16], rows[1].Output);
        Assert.Equal(8 * 8 * 6 * 16, rows[1].MultiplyAdds);

        // Two places of the input, four pixels apart, and units two pixels apart.
        Assert.Equal(new ReceptiveField(8, 2, 0.5), rows[1].Rows);
        Assert.Equal(new ReceptiveField(12, 2, 0.5), rows[2].Rows);
        Assert.Equal(0, rows[1].RowsLeftOut);
    }

    [Fact]
    public void Of_Upsample_DividesTheDistanceBetweenUnitsAndCostsItsSums()
    {
        var net = new Sequential(
            new MaxPool2d(4), new Upsample(scaleFactor: 2, ResizeMode.Bilinear), new Conv2d(1, 1, 3, padding: 1), new Upsample((16, 32)), new Upsample((8, 8), ResizeMode.Bicubic));
        var rows = Summary.Of(net, [1, 32, 32]).Rows;
        Assert.Equal([1, 1, 16, 16], rows[1].Output);

        // Two places four pixels apart, and units two pixels apart, the first a quarter of a place before the first place.
        Assert.Equal(new ReceptiveField(8, 2, 0.5), rows[1].Rows);
        Assert.Equal((8 * 31) + (16 * 31), rows[1].MultiplyAdds);
        Assert.Equal(new ReceptiveField(12, 2, 0.5), rows[2].Rows);

        // The nearest of the old ones: no row is new, and each column comes twice.
        Assert.Equal((new ReceptiveField(12, 2, 0.5), new ReceptiveField(12, 1, 0), 0), (rows[3].Rows, rows[3].Columns, rows[3].MultiplyAdds));
        Assert.Equal((12 + (3 * 2), 4), (rows[4].Rows.Size, rows[4].Rows.Stride));
        Assert.Equal((12 + 3, 4), (rows[4].Columns.Size, rows[4].Columns.Stride));
    }

    [Fact]
    public void Of_PixelShuffleAndBack_DividesAndMultipliesTheDistance()
    {
        var rows = Summary.Of(new Sequential(new MaxPool2d(4), new Conv2d(1, 4, 1), new PixelShuffle(2), new PixelUnshuffle(4)), [1, 32, 32]).Rows;
        Assert.Equal([1, 1, 16, 16], rows[2].Output);
        Assert.Equal(new ReceptiveField(4, 2, 0.5), rows[2].Rows);
        Assert.Equal(new ReceptiveField(10, 8, 3.5), rows[3].Columns);
        Assert.Equal((0, 0), (rows[2].MultiplyAdds, rows[2].RowsLeftOut));
    }

    [Fact]
    public void Of_SignalsAndVolumes_HasTheirSizesCostsAndFields()
    {
        var row = Summary.Of(new Sequential(new Conv1d(2, 4, 5, stride: 2)), [2, 100]).Rows.Single();
        Assert.Equal([1, 4, 48], row.Output);
        Assert.Equal(48 * 4 * 2 * 5, row.MultiplyAdds);
        Assert.Equal((new ReceptiveField(1, 1, 0), new ReceptiveField(5, 2, 2)), (row.Rows, row.Columns));
        var rows = Summary.Of(new Sequential(new Conv3d(2, 4, 3, padding: 1), new MaxPool3d(2), new AdaptiveAvgPool3d(1)), [2, 8, 16, 16]).Rows;
        Assert.Equal(8 * 16 * 16 * 4 * 2 * 27, rows[0].MultiplyAdds);
        Assert.Equal([1, 4, 4, 8, 8], rows[1].Output);
        Assert.Equal(4, rows[1].Rows.Size);
        Assert.Equal(18, rows[2].Columns.Size);
    }

    [Fact]
    public void Of_OtherAxes_SaysWhatItTakes() => Assert.Equal(
        "a summary takes the shape of one sample, [C, L], [C, H, W] or [C, D, H, W]; got [784].",
        Assert.Throws<ShapeException>(() => Summary.Of(new LeNet5(), [784])).Message);

    [Fact]
    public void Of_Network_LeavesWeightsAndModeAsTheyWere()
    {
        var (net, twin) = (new LeNet5(), new LeNet5());
        net.Initialize(1);
        twin.Initialize(1);
        _ = net.Parameters().First().Parameter.Value;
        Summary.Of(net, [1, 28, 28]);
        Assert.True(net.IsTraining);
        Assert.All(net.Parameters().Zip(twin.Parameters()), pair => Assert.Equal(pair.Second.Parameter.Value.ToArray(), pair.First.Parameter.Value.ToArray()));
    }

    [Fact]
    public void Of_ImageThatDoesNotFit_NamesTheLayer() =>
        Assert.Equal("fc1 (Linear 400 → 120)", Assert.Throws<ShapeException>(() => Summary.Of(new LeNet5(), [1, 32, 32])).Who);
}
