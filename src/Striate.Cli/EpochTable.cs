using System.Globalization;
using Striate.Training;

namespace Striate.Cli;

/// <summary>
/// How a run goes, as rows of one table that fits a terminal of 80 letters: a row for each epoch, and some for the state in
/// between, which has no test yet. On a narrower terminal the last columns are left out.
/// </summary>
/// <param name="epochs">Epochs of the run.</param>
/// <param name="width">Letters of a line.</param>
internal sealed class EpochTable(int epochs, int width)
{
    private static readonly (string Head, int Width)[] Columns =
    [
        ("epoch", 7), ("loss", 9), ("accuracy", 10), ("test loss", 11), ("accuracy", 10), ("images/s", 10), ("seconds", 9), ("waiting", 9),
    ];

    /// <summary>The first line.</summary>
    public string Head => Join([.. Columns.Select(column => column.Head)]);

    /// <summary>An epoch that has ended. Waiting is the share of its time that the network waited for data.</summary>
    public string Row(TrainingEpoch epoch) => Join(
        $"{epoch.Number}/{epochs}", Loss(epoch.Position.MeanLoss), Percent(epoch.Position.Accuracy),
        epoch.Test is { } test ? Loss(test.MeanLoss) : "", epoch.Test is { } t ? Percent(t.Accuracy) : "",
        Number(epoch.ImagesPerSecond, "0"), Number(epoch.Elapsed.TotalSeconds, "0.0"), Number(epoch.WaitShare, "0.0%"));

    /// <summary>Where a run is within an epoch, which counts by its share.</summary>
    /// <param name="position">Where it is.</param>
    /// <param name="batches">Batches of an epoch.</param>
    public string Row(TrainingPosition position, int batches) => Join(
        $"{Number(position.Epoch + ((double)position.Batch / batches), "0.0")}/{epochs}", Loss(position.MeanLoss), Percent(position.Accuracy), "", "",
        Number(position.Samples / position.EpochTime.TotalSeconds, "0"), Number(position.EpochTime.TotalSeconds, "0.0"));

    private static string Loss(double value) => Number(value, "0.0000");

    private static string Percent(double share) => Number(share, "0.00%");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private string Join(params string[] cells)
    {
        var line = "";
        foreach (var (cell, column) in cells.Zip(Columns))
        {
            if (line.Length + column.Width > width)
            {
                break;
            }

            line += cell.PadLeft(column.Width);
        }

        return line.TrimEnd();
    }
}
