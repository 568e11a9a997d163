using Striate.Data;
using Striate.Networks;
using Striate.Training;
using static Striate.Reports.Tests.TensorBoard.EventFileReader;

namespace Striate.Reports.Tests.TensorBoard;

public sealed class TensorBoardCallbackTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("striate-events-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Fit_TwoEpochs_EventsReadBack()
    {
        var network = new Sequential { new Conv2d(1, 2, 3), new Flatten(), new Linear(8, 2) };
        using (var events = new TensorBoardCallback(_folder.FullName, every: 2))
        {
            Fit(network, events, withTest: true);
        }

        var values = Values();

        // Six pictures in batches of two: three steps an epoch, six in all.
        Assert.Equal([2, 4, 6], Steps(values, "loss/train"));
        Assert.Equal([2, 4, 6], Steps(values, "accuracy/train"));
        Assert.Equal([2, 4, 6], Steps(values, "learning rate"));
        Assert.Equal([3, 6], Steps(values, "loss/test"));
        Assert.Equal([3, 6], Steps(values, "accuracy/test"));
        Assert.Equal([3, 6], Steps(values, "filters"));
        foreach (var (name, parameter) in network.Parameters())
        {
            Assert.Equal([3, 6], Steps(values, name));
            var histogram = values.Last(v => v.Value.Text(1) == name).Value.Inner(5);
            Assert.Equal(parameter.Shape.Size, histogram.Double(3));
            Assert.Equal(parameter.Value.ToArray().Max(), histogram.Double(2));
        }

        Assert.All(values.Where(v => v.Value.Text(1) == "learning rate"), v => Assert.Equal(0.01f, v.Value.Float(2)));
        Assert.Equal(1440, values.First(v => v.Value.Text(1) == "filters").Value.Inner(4).Int(2));
    }

    [Fact]
    public void Fit_NoConvolutionAndNoTestData_TheRest()
    {
        using (var events = new TensorBoardCallback(_folder.FullName, every: 1))
        {
            Fit(new Sequential { new Flatten(), new Linear(16, 2) }, events, withTest: false);
        }

        var tags = Values().Select(v => v.Value.Text(1)).ToHashSet();
        Assert.Equal(["1.bias", "1.weight", "accuracy/train", "learning rate", "loss/train"], tags.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Constructor_NotStarted_NoFile()
    {
        using var events = new TensorBoardCallback(Path.Combine(_folder.FullName, "run"), every: 1);
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Fact]
    public void Constructor_NoSteps_Error() => Assert.Throws<ArgumentOutOfRangeException>(() => new TensorBoardCallback("run", every: 0));

    private static void Fit(Module network, TensorBoardCallback events, bool withTest)
    {
        network.Initialize(1);
        var pictures = Enumerable.Range(0, 6).Select(i => new Picture([.. Enumerable.Repeat((byte)(40 * i), 16)], 4, 4, 1)).ToList();
        var data = new PictureSet("made up", pictures, [0, 1, 0, 1, 0, 1], ["a", "b"]);
        var loader = new DataLoader(data, 2, new DataLoaderOptions { Threads = 0 });
        var trainer = new Trainer(network, new CrossEntropyLoss(), new Sgd(network, 0.01));
        trainer.Callbacks.Add(events);
        trainer.Fit(loader, withTest ? loader : null, epochs: 2);
    }

    private static IEnumerable<long> Steps(IEnumerable<(Message Value, long Step)> values, string tag) =>
        values.Where(v => v.Value.Text(1) == tag).Select(v => v.Step);

    private List<(Message Value, long Step)> Values() =>
        [.. EventFileReader.Read(Assert.Single(_folder.GetFiles()).FullName).Skip(1).Select(record => (record.Inner(5).Inner(1), record.Int(2)))];
}
