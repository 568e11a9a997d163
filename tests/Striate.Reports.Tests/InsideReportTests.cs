using System.Text.RegularExpressions;
using Striate.Data;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Reports.Tests;

public sealed partial class InsideReportTests
{
    [Fact]
    public void Write_SmallNetwork_AllSectionsInOneFile()
    {
        var told = new List<double>();
        var page = Write(Report(new Conv2d(3, 6, 5), new Relu(), new Conv2d(6, 4, 3, stride: 2), new Relu(), new Flatten(), new Linear(4 * 9 * 9, 3)), told.Add);
        Assert.Equal(
            [
                "What the first layer looks for", "What its layers make of the picture", "What speaks for its answer", "What its units see", "What its units look for", "What its layers keep",
                "How little changes its mind",
            ],
            Headings().Matches(page).Select(match => match.Groups[1].Value));
        Assert.Contains("<h1>a &lt;picture&gt;</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.Equal(1, told[^1], 6);
        Assert.Equal(told.Order(), told);
    }

    [Fact]
    public void Write_NoRelu_MethodsThatNeedOneSaySo() => Assert.Contains(
        "Left out, guided-gradcam: ", Write(Report(new Conv2d(3, 6, 3), new Tanh(), new Flatten(), new Linear(6 * 22 * 22, 3))), StringComparison.Ordinal);

    [Fact]
    public void Write_EndedAfterTheFirstSection_ThePageOfIt()
    {
        using var cancel = new CancellationTokenSource();
        var page = Write(Report(new Conv2d(3, 6, 5), new Relu(), new Flatten(), new Linear(6 * 20 * 20, 3)), _ => cancel.Cancel(), cancel.Token);
        Assert.Single(Headings().Matches(page));
    }

    [Fact]
    public void Write_NoConvolutions_SaysSo() =>
        Assert.Contains("no convolutions", Assert.Throws<ArgumentException>(() => Write(Report(new Flatten(), new Linear(3 * 24 * 24, 3)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Write_LabelsOfPixels_SaysWhatIsExpected() =>
        Assert.Contains("expected scores of classes", Assert.Throws<Kernels.ShapeException>(() => Write(Report(new Conv2d(3, 3, 3)))).Message, StringComparison.Ordinal);

    private static InsideReport Report(params Module[] layers)
    {
        var network = new Sequential();
        foreach (var layer in layers)
        {
            network.Add(layer);
        }

        network.Initialize(1);
        return new InsideReport("small", network, new Normalize([0.5f], [0.5f]), ["cat", "dog", "<b>"], Tensor.Normal([1, 3, 24, 24], new Kernels.Rng(2)), "a <picture>");
    }

    private static string Write(InsideReport report, Action<double>? progress = null, CancellationToken cancel = default)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.html");
        try
        {
            report.Write(path, progress, cancel);
            return File.ReadAllText(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [GeneratedRegex("<h2>([^<]*)</h2>")]
    private static partial Regex Headings();
}
